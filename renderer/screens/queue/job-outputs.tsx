import type { JobDetail } from '../../../shared/domain.ts';
import { InspectorSection } from '../../components/inspector.tsx';
import { useClient } from '../../state/engine.tsx';
import { hrefOf } from '../../state/route.ts';

/** Outputs that are home; each leads to the library. */
export function JobOutputs({ job }: { job: JobDetail }) {
  const client = useClient();
  if (job.assets.length === 0) return null;
  return (
    <InspectorSection>
      <div className="flex flex-wrap gap-1">
        {job.assets.map((sha256, at) => (
          <a key={sha256} href={hrefOf('library', sha256)} aria-label={`Output ${at + 1}, open in the library`} className="rounded-tile">
            <img src={client.mediaUrl('thumbnail', sha256)} alt="" draggable={false} className="h-44 max-w-full rounded-tile bg-panel object-cover" />
          </a>
        ))}
      </div>
    </InspectorSection>
  );
}
