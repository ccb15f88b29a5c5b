import { ScreenTitle } from '../../components/screen-title.tsx';
import { count, counted } from '../../look/numbers.ts';
import { useKeys } from '../../state/lists.ts';
import { useRoute } from '../../state/route.ts';
import { AddKeys } from './add-keys.tsx';
import { KeyDetail } from './key-detail.tsx';
import { KeyList } from './key-list.tsx';

/** `#/keys`, `#/keys/<id>`, `#/keys/add`. */
export function KeysScreen() {
  const keys = useKeys();
  const open = useRoute((route) => route.path[0]);
  const chosen = open === 'add' ? undefined : (keys.find((key) => String(key.id) === open) ?? keys[0]);
  const ready = keys.filter((key) => key.state === 'ready').length;
  return (
    <>
      <ScreenTitle title="Keys" detail={keys.length === 0 ? 'none yet' : `${counted(keys.length, 'key')}, ${count(ready)} can send`} />
      <div className="flex min-h-0 flex-1">
        <KeyList keys={keys} chosenId={chosen?.id ?? null} />
        <div className="min-w-0 flex-1 overflow-y-auto">{chosen ? <KeyDetail key={chosen.id} keyView={chosen} /> : <AddKeys />}</div>
      </div>
    </>
  );
}
