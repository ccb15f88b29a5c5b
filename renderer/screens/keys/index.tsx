import { ScreenTitle } from '../../components/screen-title.tsx';

export function KeysScreen() {
  return <ScreenTitle title="Keys" />;
}
