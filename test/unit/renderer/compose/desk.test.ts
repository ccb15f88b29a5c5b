import { describe, expect, it } from 'vitest';
import {
  activeTab,
  changed,
  closed,
  deskOf,
  deskText,
  merged,
  opened,
  readDesk,
  redone,
  replaced,
  undone,
  type Desk,
} from '../../../../renderer/screens/compose/draft/desk.ts';
import { draftName } from '../../../../renderer/screens/compose/draft/draft-name.ts';
import { emptyDraft, readDraft, type Draft } from '../../../../renderer/screens/compose/draft/draft.ts';

const draft = (prompt: string): Draft => ({ ...emptyDraft(1), prompt });
const type = (desk: Desk, prompt: string, at: number, about = 'prompt') => changed(desk, { ...activeTab(desk).draft, prompt }, about, at);
const prompts = (desk: Desk) => desk.tabs.map((tab) => tab.draft.prompt);

describe('drafts on the desk', () => {
  it('take back and do again, typing on in one step', () => {
    let desk = type(type(type(deskOf(draft('')), 'a', 0), 'ab', 500), 'abc', 5_000);
    desk = type(desk, 'abcd', 5_100, 'another thing');
    const back = [undone(desk), undone(undone(desk)), undone(undone(undone(desk)))];
    expect(back.map((each) => activeTab(each).draft.prompt)).toEqual(['abc', 'ab', '']);
    expect(activeTab(redone(redone(back[2]!))).draft.prompt).toBe('abc');
    expect(activeTab(redone(type(back[2]!, 'x', 9_000))).draft.prompt).toBe('x');
    expect(undone(deskOf(draft('a')))).toEqual(deskOf(draft('a')));
  });

  it('count nothing that the user did not do as a step', () => {
    const desk = replaced(type(deskOf(draft('')), 'a', 0), draft('b'));
    expect(activeTab(undone(desk)).draft.prompt).toBe('');
    expect(changed(desk, activeTab(desk).draft, 'prompt', 1)).toBe(desk);
  });

  it('stand beside each other; an empty one gives way', () => {
    const desk = opened(deskOf(draft('a')), draft('b'));
    expect([prompts(desk), activeTab(desk).draft.prompt]).toEqual([['a', 'b'], 'b']);
    expect(prompts(opened(deskOf(draft('')), draft('b')))).toEqual(['b']);
    const [first, second] = desk.tabs;
    expect(activeTab(closed(desk, second!.id, draft(''))).draft.prompt).toBe('a');
    expect(activeTab(closed(desk, first!.id, draft(''))).draft.prompt).toBe('b');
    const last = closed(deskOf(draft('a')), 1, draft('new'));
    expect([prompts(last), last.active === last.tabs[0]!.id]).toEqual([['new'], true]);
  });

  it('are kept without their steps, and read back', () => {
    const desk = type(opened(deskOf(draft('a')), draft('b')), 'bc', 0);
    expect(prompts(readDesk(deskText(desk))!)).toEqual(['a', 'bc']);
    expect(readDesk(deskText(desk))!.active).toBe(desk.active);
    for (const text of [null, '', '{}', '{"tabs":[],"active":1}']) expect(readDesk(text)).toBeNull();
  });

  it('left elsewhere come back, beside what was opened here meanwhile', () => {
    const loaded = deskOf(draft('old'));
    const left = opened(deskOf(draft('a')), draft('b'));
    expect(prompts(merged(left, loaded, loaded))).toEqual(['a', 'b']);
    const here = opened(loaded, draft('reused'));
    const both = merged(left, here, loaded);
    expect([prompts(both), activeTab(both).draft.prompt]).toEqual([['a', 'b', 'reused'], 'reused']);
    expect(new Set(both.tabs.map(({ id }) => id)).size).toBe(3);
    expect(prompts(merged(left, opened(loaded, draft('')), loaded))).toEqual(['a', 'b']);
  });

  it('of an earlier version are taken up', () => {
    const {
      varied: _,
      mode: __,
      sample: ___,
      seeds: ____,
      leaveOut: _____,
      start: ______,
      tryFirst: _______,
      creditBudget: ________,
      stopAfter: _________,
      ...old
    } = draft('kept');
    expect(readDraft(JSON.stringify(old))).toEqual(draft('kept'));
  });

  it('are called by their name or their words', () => {
    expect(draftName({ ...draft('x'), name: ' Foxes ' })).toBe('Foxes');
    expect(draftName(draft('${light={fog|sun}}\n# a note\nPortrait of a fox in ${light}, looking'))).toBe('Portrait of a fox in ${l …');
    expect(draftName(draft(' '))).toBe('Untitled');
  });
});
