import { describe, expect, it } from 'vitest';
import { acceleratorOf, ACTIONS, bindingOf, bindingParts, bindingsOf, isTyped, takenBy, USUAL_BINDINGS } from '../../../shared/shortcuts.ts';

const press = (key: string, more: object = {}) => bindingOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

describe('shortcuts', () => {
  it('have keys of their own each', () => {
    for (const action of ACTIONS) expect(takenBy(USUAL_BINDINGS, USUAL_BINDINGS[action], action)).toBeNull();
  });

  it('are read from what is pressed, and never from keys that everything needs', () => {
    expect(press('K', { ctrlKey: true, shiftKey: true })).toBe('$mod+Shift+k');
    expect(press('k', { metaKey: true })).toBe('$mod+k');
    expect(press(' ')).toBe('Space');
    expect(press('+')).toBe('Plus');
    expect(press('F5')).toBe('F5');
    for (const key of ['Shift', 'Control', 'Tab', 'Escape', 'Enter', 'ArrowUp', 'Dead']) expect(press(key)).toBeNull();
  });

  it('are the usual ones but for those that were chosen, and one that is taken is found', () => {
    const bindings = bindingsOf({ pause: '$mod+p' });
    expect(bindings.pause).toBe('$mod+p');
    expect(bindings.palette).toBe('$mod+k');
    expect(takenBy(bindings, '$mod+P', 'palette')).toBe('pause');
    expect(takenBy(bindings, 'Space', 'palette')).toBeNull();
  });

  it('are said as they stand on the keyboard, and as menus take them', () => {
    expect(bindingParts('$mod+Shift+k', false)).toEqual(['Ctrl', 'Shift', 'K']);
    expect(bindingParts('$mod+Plus', true)).toEqual(['⌘', '+']);
    expect(acceleratorOf('$mod+Plus')).toBe('CmdOrCtrl+Plus');
    expect([isTyped('n'), isTyped('Shift+s'), isTyped('$mod+k'), isTyped('Alt+n')]).toEqual([true, true, false, false]);
  });
});
