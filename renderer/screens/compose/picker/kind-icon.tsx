import { AudioLines, Clapperboard, File, Image } from 'lucide-react';
import type { AssetKind } from '../../../../shared/domain.ts';

const ICONS = { image: Image, video: Clapperboard, audio: AudioLines, other: File } as const;

/** What a model makes, or an asset is. */
export function KindIcon({ kind, size = 18, className }: { kind: AssetKind; size?: number; className?: string }) {
  const Icon = ICONS[kind];
  return <Icon size={size} strokeWidth={1.5} aria-hidden className={className} />;
}
