import { ScreenTitle } from '../../components/screen-title.tsx';

export function QueueScreen() {
  return <ScreenTitle title="Queue" />;
}
