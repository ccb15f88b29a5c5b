import { Component, type ReactNode } from 'react';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { CodeMissing, Coming } from './later.tsx';

interface CodeGateProps {
  /** What is opened, as a sentence begins with it. */
  name: string;
  /** Shown while its code is coming. */
  coming: ReactNode;
  /** Of the words that say it cannot be shown. */
  className?: string;
  children: ReactNode;
}

type Failure = 'missing' | 'broken';

const WHY: Readonly<Record<Failure, string>> = {
  missing: 'The companion was closed or updated since this window was opened. Nothing was sent and nothing is lost.',
  broken: 'Something in the companion itself failed while this was drawn. What runs goes on, and nothing is lost.',
};

/** Around what comes later: says that it is coming, or why it cannot be shown; everything around it stays. */
export class CodeGate extends Component<CodeGateProps, { failure: Failure | null }> {
  override state: { failure: Failure | null } = { failure: null };

  static getDerivedStateFromError(error: unknown): { failure: Failure } {
    return { failure: error instanceof CodeMissing ? 'missing' : 'broken' };
  }

  override render(): ReactNode {
    const { name, coming, className, children } = this.props;
    const { failure } = this.state;
    if (!failure) return <Coming value={coming}>{children}</Coming>;
    return (
      <ErrorNotice title={`${name} cannot be shown`} className={className} actions={<Button onClick={() => location.reload()}>Load the window again</Button>}>
        {WHY[failure]}
      </ErrorNotice>
    );
  }
}
