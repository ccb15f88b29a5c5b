import { Kbd } from '../../components/kbd.tsx';
import { FIXED_SHORTCUTS, keyParts, type ShortcutWords, useBindings } from '../../components/shortcut-words.ts';

/** Everything works from the keyboard: the four to begin with. */
export function KeyboardTable() {
  const rows = useFirstShortcuts();
  return (
    <table className="w-full self-start text-body">
      <thead>
        <tr className="border-b border-line text-small text-text-2">
          <th colSpan={2} className="pb-1.5 text-left font-normal">
            Everything works from the keyboard
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((shortcut) => (
          <tr key={shortcut.does} className="h-7 border-b border-line">
            <th scope="row" className="text-left font-medium">
              {shortcut.does}
            </th>
            <td className="text-right">
              <span className="inline-flex gap-1">
                {shortcut.keys.map((key) => (
                  <Kbd key={key} keys={key} />
                ))}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useFirstShortcuts(): readonly ShortcutWords[] {
  const bindings = useBindings();
  return [
    { does: 'Find or do anything', keys: keyParts(bindings.palette) },
    ...FIXED_SHORTCUTS.slice(0, 1),
    { does: 'Pause, resume', keys: keyParts(bindings.pause) },
    { does: 'Go to a screen', keys: [...keyParts(bindings['screen-compose']), '…', ...keyParts(bindings['screen-settings'])] },
  ];
}
