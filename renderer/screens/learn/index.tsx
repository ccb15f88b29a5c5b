import { ScreenTitle } from '../../components/screen-title.tsx';

export function LearnScreen() {
  return <ScreenTitle title="Learn" />;
}
