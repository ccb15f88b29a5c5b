import { Kbd } from '../../components/kbd.tsx';
import { SHORTCUTS } from '../../components/shortcut-words.ts';

/** Everything works from the keyboard: the four to begin with. */
export function KeyboardTable() {
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
        {SHORTCUTS.filter((shortcut) => shortcut.first).map((shortcut) => (
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
