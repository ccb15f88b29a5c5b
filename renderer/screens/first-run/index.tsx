import { ScreenTitle } from '../../components/screen-title.tsx';
import { KeyboardTable } from './keyboard-table.tsx';
import { PlanTable } from './plan-table.tsx';
import { SandboxCard } from './sandbox-card.tsx';
import { Steps } from './steps.tsx';

/** Nothing here yet: give it a key, or practise. */
export function FirstRun() {
  return (
    <>
      <ScreenTitle title="Queue" detail="nothing here yet" />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="grid max-w-360 grid-cols-[minmax(0,9fr)_minmax(0,16fr)] gap-x-12 px-8 py-8 mid:px-16 mid:py-13">
          <Steps />
          <div className="flex min-w-0 flex-col gap-8">
            <SandboxCard />
            <div className="grid grid-cols-2 gap-8">
              <PlanTable />
              <KeyboardTable />
            </div>
          </div>
        </div>
      </div>
    </>
  );
}
