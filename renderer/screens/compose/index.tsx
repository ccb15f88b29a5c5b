import { ScreenTitle } from '../../components/screen-title.tsx';

export function ComposeScreen() {
  return <ScreenTitle title="Compose" />;
}
