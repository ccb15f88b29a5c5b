import { useEffect, useEffectEvent, useState, type KeyboardEvent } from 'react';
import { TextArea } from '../../../components/input.tsx';

export interface SavedTextProps {
  label: string;
  placeholder: string;
  /** As it is kept; null: none. */
  text: string | null;
  onSave(text: string | null): void;
}

/** A text that is kept when one leaves its box, or presses Enter (Ctrl Enter where it has lines). Escape brings back what was kept. */
function useSaved({ text, onSave }: Pick<SavedTextProps, 'text' | 'onSave'>) {
  const [typed, setTyped] = useState<string | null>(null);
  const save = () => {
    const next = typed?.trim() ?? '';
    if (typed !== null && next !== (text ?? '')) onSave(next === '' ? null : next);
    setTyped(null);
  };
  const leave = useEffectEvent(save);
  // Another asset takes its place while one types: what was typed is kept all the same.
  useEffect(() => () => leave(), []);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, lines: boolean) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (!lines || event.ctrlKey || event.metaKey)) event.currentTarget.blur();
    else if (event.key === 'Escape' && typed !== null) setTyped(null);
    else return;
    event.preventDefault();
  };
  return { value: typed ?? text ?? '', setTyped, save, onKeyDown };
}

/** A heading one types over. */
export function SavedTitle({ label, placeholder, ...kept }: SavedTextProps) {
  const { value, setTyped, save, onKeyDown } = useSaved(kept);
  return (
    <input
      aria-label={label}
      placeholder={placeholder}
      dir="auto"
      maxLength={500}
      value={value}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => onKeyDown(event, false)}
      className="-mx-1.5 h-7 min-w-0 rounded-control bg-transparent px-1.5 text-title font-semibold text-text outline-none placeholder:font-normal placeholder:text-text-3 hover:inset-ring hover:inset-ring-line-2 focus:bg-well focus:ring-2 focus:ring-now/35 focus:inset-ring focus:inset-ring-now"
    />
  );
}

export function SavedNotes({ label, placeholder, ...kept }: SavedTextProps) {
  const { value, setTyped, save, onKeyDown } = useSaved(kept);
  return (
    <TextArea
      aria-label={label}
      placeholder={placeholder}
      dir="auto"
      rows={2}
      maxLength={10_000}
      value={value}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => onKeyDown(event, true)}
    />
  );
}
