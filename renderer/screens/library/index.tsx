import { ScreenTitle } from '../../components/screen-title.tsx';

export function LibraryScreen() {
  return <ScreenTitle title="Library" />;
}
