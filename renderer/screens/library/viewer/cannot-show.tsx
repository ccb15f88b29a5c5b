import type { AssetView } from '../../../../shared/domain.ts';
import { ErrorNotice } from '../../../components/notice.tsx';
import { useClient } from '../../../state/engine.tsx';
import { fileWords } from '../inspector/asset-facts.ts';

const WORDS = {
  away: {
    title: 'The file cannot be read just now',
    text: 'It may lie on a drive that is not there, or it was moved. Everything about how it was made is kept. A drive that is plugged in is found by itself, a moved file by Verify.',
  },
  decode: {
    title: 'This file cannot be shown',
    text: 'It is damaged, too large to decode safely, or of a type that is never shown. It stays in the library as it came.',
  },
  codec: {
    title: 'This browser cannot play it',
    text: 'The file is there, and its format is not one this program can decode. It stays in the library as it came.',
  },
} as const;

/** In place of the media: what is the matter with it. */
export function CannotShow({ asset, why }: { asset: AssetView; why: keyof typeof WORDS }) {
  const client = useClient();
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-4 p-8">
      {why === 'away' && asset.thumbnail === 'ready' && asset.kind !== 'audio' && (
        <img src={client.mediaUrl('thumbnail', asset.sha256)} alt={asset.prompt ?? ''} className="max-h-128 min-h-0 max-w-full opacity-70 grayscale" />
      )}
      <ErrorNotice title={WORDS[why].title} className="max-w-130">
        {WORDS[why].text} {fileWords(asset)}.
      </ErrorNotice>
    </div>
  );
}
