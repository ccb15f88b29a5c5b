import type { KeyView } from '../../../shared/domain.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { span } from '../../look/times.ts';
import { useNow } from '../../state/clock.ts';
import { AccountSuggestion } from './account-field.tsx';
import { KeyChart } from './chart/key-chart.tsx';
import { KeyActions } from './key-actions.tsx';
import { KeyAllowancePanel } from './key-allowance-panel.tsx';
import { KeyForm } from './key-form.tsx';
import { KeyHeaders } from './key-headers.tsx';
import { KeyHistory } from './key-history.tsx';
import { RequestLog } from './log/request-log.tsx';
import { VaultGate } from './vault-gate.tsx';

/** One key: its ring at 96, what its last answer said, and what can be changed. */
export function KeyDetail({ keyView: key }: { keyView: KeyView }) {
  const now = useNow(1_000);
  return (
    <article aria-label={key.label} className="flex flex-col">
      <KeyAllowancePanel keyView={key} />
      {key.lastError && (
        <ErrorNotice title={key.lastError.message} className="border-b border-b-line">
          {span(now - key.lastError.at)} ago
        </ErrorNotice>
      )}
      {key.state === 'locked' && (
        <div className="border-b border-line px-6 py-5">
          <VaultGate>{null}</VaultGate>
        </div>
      )}
      <AccountSuggestion keyView={key} />
      <KeyChart keyView={key} />
      <div className="grid grid-cols-1 mid:grid-cols-2 mid:[&>:nth-child(odd)]:border-r mid:[&>:nth-child(odd)]:border-r-line">
        <KeyForm keyView={key} />
        <KeyHistory keyView={key} />
        <KeyHeaders keyView={key} />
        <KeyActions keyView={key} />
      </div>
      <RequestLog key={key.id} keyId={key.id} />
    </article>
  );
}
