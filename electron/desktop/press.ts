import type { KeyboardInputEvent, WebContents } from 'electron';

/** Presses a binding in the page, as its menu item says one could: what it does is the page's. */
export function press(contents: Pick<WebContents, 'sendInputEvent'>, binding: string, platform: NodeJS.Platform): void {
  contents.sendInputEvent({ type: 'keyDown', ...pressOf(binding, platform) });
  contents.sendInputEvent({ type: 'keyUp', ...pressOf(binding, platform) });
}

/** Pure. */
export function pressOf(binding: string, platform: NodeJS.Platform): Pick<KeyboardInputEvent, 'keyCode' | 'modifiers'> {
  const parts = binding.split('+');
  const named = { $mod: platform === 'darwin' ? 'meta' : 'control', Alt: 'alt', Shift: 'shift' } as const;
  const modifiers = parts.slice(0, -1).flatMap((part) => (part in named ? [named[part as keyof typeof named]] : []));
  return { keyCode: parts.at(-1) ?? '', modifiers };
}
