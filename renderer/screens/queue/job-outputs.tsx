import type { JobDetail } from '../../../shared/domain.ts';
import { InspectorSection } from '../../components/inspector.tsx';
import { Thumbnail } from '../../components/thumbnail.tsx';
import { hrefOf } from '../../state/route.ts';

/** Outputs that are home; each leads to the library. */
export function JobOutputs({ job }: { job: JobDetail }) {
  if (job.assets.length === 0) return null;
  return (
    <InspectorSection>
      <div className="flex flex-wrap gap-1">
        {job.assets.map((sha256, at) => (
          <a key={sha256} href={hrefOf('library', sha256)} aria-label={`Output ${at + 1}, open in the library`} className="rounded-tile">
            <Thumbnail sha256={sha256} ready={job.thumbnails.includes(sha256)} className="h-44 max-w-full min-w-24" />
          </a>
        ))}
      </div>
    </InspectorSection>
  );
}
