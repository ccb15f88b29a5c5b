import { ScreenTitle } from '../../components/screen-title.tsx';

export function ModelsScreen() {
  return <ScreenTitle title="Models" />;
}
