import { Search } from 'lucide-react';
import { useRef, useState, type UIEvent } from 'react';
import type { AssetKind, AssetView } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/errors.ts';
import { Button } from '../../../components/button.tsx';
import { cx } from '../../../components/cx.ts';
import { Dialog } from '../../../components/dialog.tsx';
import { Input } from '../../../components/input.tsx';
import { ErrorNotice } from '../../../components/notice.tsx';
import { counted } from '../../../look/numbers.ts';
import { useEngine } from '../../../state/engine.tsx';
import { useAssetPages } from '../../../state/use-pages.ts';
import { Picture } from '../../library/tile/picture.tsx';
import { assetName } from './media-words.ts';

export interface LibraryPickerProps {
  open: boolean;
  title: string;
  kind: AssetKind | null;
  /** Several may be chosen; else the first choice is it. */
  several?: boolean;
  onChoose(assets: readonly AssetView[]): void;
  onClose(): void;
}

/** The library as a place to choose files from. */
export function LibraryPicker({ open, title, onClose, ...rest }: LibraryPickerProps) {
  const search = useRef<HTMLInputElement>(null);
  return (
    <Dialog open={open} onClose={onClose} title={title} initialFocus={search} className="h-160 w-200">
      <Choice {...rest} search={search} onClose={onClose} />
    </Dialog>
  );
}

type ChoiceProps = Omit<LibraryPickerProps, 'open' | 'title'> & { search: React.RefObject<HTMLInputElement | null> };

function Choice({ kind, several = false, onChoose, onClose, search }: ChoiceProps) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<readonly AssetView[]>([]);
  const { ids, total, failed, want } = useAssetPages({ ...(kind === null ? { kinds: ['image', 'video', 'audio'] as const } : { kinds: [kind] }), text });
  const rows = useEngine((state) => state.assets);
  const assets = ids.flatMap((id) => (id === undefined ? [] : (rows[id] ?? [])));
  const choose = (asset: AssetView) => {
    if (!several) return onChoose([asset]);
    setChosen(chosen.includes(asset) ? chosen.filter((other) => other !== asset) : [...chosen, asset]);
  };
  const more = ({ currentTarget: list }: UIEvent<HTMLElement>) => {
    if (list.scrollTop + 2 * list.clientHeight > list.scrollHeight) want(0, Math.min(assets.length, (total ?? 1) - 1));
  };
  return (
    <>
      <Input
        ref={search}
        aria-label="Search the library"
        placeholder="Search by prompt, title, tag, model"
        value={text}
        onChange={(event) => setText(event.target.value)}
        leading={<Search size={14} aria-hidden />}
      />
      {failed !== null && <ErrorNotice title={AppError.from(failed).message} />}
      <div onScroll={more} className="-mx-4 min-h-0 flex-1 overflow-y-auto px-4">
        {total === 0 ? (
          <p className="py-10 text-center text-body text-text-2">{text === '' ? NOTHING : 'Nothing in the library fits these words.'}</p>
        ) : (
          <ul className="grid grid-cols-5 gap-2 py-0.5">
            {assets.map((asset) => (
              <li key={asset.id}>
                <Tile asset={asset} chosen={chosen.includes(asset)} pressable={several} onChoose={() => choose(asset)} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="flex items-center gap-2">
        <span className="flex-1 text-small text-text-3">{total === null ? 'Reading the library' : counted(total, 'file')}</span>
        <Button onClick={onClose}>Close</Button>
        {several && (
          <Button look="primary" disabledBecause={chosen.length === 0 ? 'Choose a file first' : undefined} onClick={() => onChoose(chosen)}>
            {chosen.length === 0 ? 'Use files' : `Use ${counted(chosen.length, 'file')}`}
          </Button>
        )}
      </div>
    </>
  );
}

const NOTHING = 'The library has no such file yet. Bring one in: choose a file, paste it, or drop it onto the field.';

function Tile({ asset, chosen, pressable, onChoose }: { asset: AssetView; chosen: boolean; pressable: boolean; onChoose(): void }) {
  const name = assetName(asset);
  return (
    <button
      type="button"
      aria-label={name}
      aria-pressed={pressable ? chosen : undefined}
      title={name}
      onClick={onChoose}
      className={cx('block aspect-square w-full overflow-hidden rounded-tile', chosen ? 'ring-2 ring-now' : 'hover:opacity-85')}
    >
      <Picture key={asset.sha256} asset={asset} />
    </button>
  );
}
