import { PLAN_NAMES, PLANS, type PlanName } from '../../../shared/plans.ts';
import { count } from '../../look/numbers.ts';

const NAMES: Readonly<Record<PlanName, string>> = { free: 'Free', pro: 'Pro', business: 'Business', enterprise: 'Enterprise' };

/** What a key may do, by plan. */
export function PlanTable() {
  return (
    <table className="w-full self-start text-body">
      <thead>
        <tr className="border-b border-line text-small text-text-2 [&>th]:pb-1.5 [&>th]:font-normal">
          <th className="text-left">What a key may do</th>
          <th className="text-right">a minute</th>
          <th className="text-right">at once</th>
          <th className="text-right">a day</th>
        </tr>
      </thead>
      <tbody>
        {PLAN_NAMES.map((plan) => (
          <tr key={plan} className="h-7 border-b border-line">
            <th scope="row" className="text-left font-medium">
              {NAMES[plan]}
            </th>
            <Cell limit={PLANS[plan].requestsPerMinute} none="agreed" />
            <Cell limit={PLANS[plan].concurrentJobs} none="agreed" />
            <Cell limit={PLANS[plan].requestsPerDay} none="no limit" />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ limit, none }: { limit: number | null; none: string }) {
  return <td className="mono text-right text-small text-text-2">{limit === null ? none : count(limit)}</td>;
}
