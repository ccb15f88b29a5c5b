import { useState, type KeyboardEvent } from 'react';
import { ACTION_WORDS, ACTIONS, type Action, bindingOf, takenBy, USUAL_BINDINGS } from '../../../shared/shortcuts.ts';
import { Button } from '../../components/button.tsx';
import { FieldError } from '../../components/field.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { FIXED_SHORTCUTS, keyParts, useBindings } from '../../components/shortcut-words.ts';
import { useCommand } from '../../state/command.ts';
import { useEngine } from '../../state/engine.tsx';

/** Every shortcut of the frame with its keys, and others in their place. */
export function KeyboardSettings() {
  const bindings = useBindings();
  const chosen = useEngine((state) => state.settings?.shortcuts) ?? {};
  const update = useCommand('settings.update');
  const [asking, setAsking] = useState<Action | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const ask = (action: Action | null) => {
    setAsking(action);
    setProblem(null);
  };

  function onKeyDown(event: KeyboardEvent, action: Action): void {
    if (event.key === 'Tab') return ask(null);
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return ask(null);
    const binding = bindingOf(event);
    if (binding === null) return;
    const other = takenBy(bindings, binding, action);
    if (other) return setProblem(`${keyParts(binding).join(' ')} is “${ACTION_WORDS[other]}” already. Choose others, or change that one first.`);
    ask(null);
    const { [action]: _before, ...rest } = chosen;
    void update.run({ shortcuts: binding === USUAL_BINDINGS[action] ? rest : { ...rest, [action]: binding } });
  }

  return (
    <div className="flex flex-col gap-3">
      <ul className="border-t border-line">
        {ACTIONS.map((action) => (
          <li key={action} className="flex min-h-8 items-center gap-3 border-b border-line">
            <span className="flex-1 text-body text-text">{ACTION_WORDS[action]}</span>
            {asking === action ? (
              <span className="text-small text-now-text">Press the keys, Esc keeps them as they are</span>
            ) : (
              <Keys keys={keyParts(bindings[action])} />
            )}
            <Button
              size="small"
              look="ghost"
              aria-label={`Change the keys of “${ACTION_WORDS[action]}”`}
              aria-pressed={asking === action}
              onClick={() => ask(asking === action ? null : action)}
              onKeyDown={asking === action ? (event) => onKeyDown(event, action) : undefined}
              onBlur={() => asking === action && ask(null)}
            >
              Change
            </Button>
          </li>
        ))}
        {FIXED_SHORTCUTS.map(({ does, keys }) => (
          <li key={does} className="flex min-h-8 items-center gap-3 border-b border-line">
            <span className="flex-1 text-body text-text-2">{does}</span>
            <Keys keys={keys} />
            <span className="w-17 text-right text-small text-text-3">fixed</span>
          </li>
        ))}
      </ul>
      {problem && <FieldError>{problem}</FieldError>}
      <Button
        className="self-start"
        disabledBecause={Object.keys(chosen).length === 0 ? 'They are the usual ones' : undefined}
        onClick={() => void update.run({ shortcuts: {} })}
      >
        Use the usual keys
      </Button>
    </div>
  );
}

function Keys({ keys }: { keys: readonly string[] }) {
  return (
    <span className="flex gap-1">
      {keys.map((key) => (
        <Kbd key={key} keys={key} />
      ))}
    </span>
  );
}
