import { ScreenTitle } from '../../components/screen-title.tsx';

export function SettingsScreen() {
  return <ScreenTitle title="Settings" />;
}
