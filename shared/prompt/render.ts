import { unreachable } from '../unreachable.ts';
import { drawBelow, drawsFrom, drawWeighted, mixAll, type Draw } from './random.ts';
import { selectionAt } from './selection.ts';
import type { ChoiceSpace, Space } from './space.ts';

/** What a job brings along: its number, for choices in order; draws, for choices at random; what was chosen once, by slot. */
export class Job {
  readonly number: number;
  readonly slots: string[] = [];
  readonly #seed: number;
  #draw: Draw | null = null;

  constructor(number: number, seed: number) {
    this.number = number;
    this.#seed = seed;
  }

  /** Made when first needed: most templates draw nothing. */
  get draw(): Draw {
    return (this.#draw ??= drawsFrom(mixAll(this.#seed, this.number)));
  }
}

/** Which of a space's texts is meant: by its number, or drawn. */
export type Which = number | 'drawn';

/** The text of a space for a job. `which` is below the space's `reach`. */
export function render(space: Space, which: Which, job: Job): string {
  switch (space.kind) {
    case 'fixed':
      return space.text;
    case 'join':
      return renderAll(space.parts, which, job).join('');
    case 'choice':
      return renderChoice(space, which, job);
    case 'set':
      job.slots[space.slot] = render(space.value, which, job);
      return '';
    case 'get':
      return job.slots[space.slot] ?? '';
    case 'wrap': {
      const [outer, inner] = renderAll([space.outer, space.inner], which, job);
      return putInside(outer!, inner!);
    }
    default:
      return unreachable(space);
  }
}

/** Texts of spaces that run together, the last fastest. Rendered from the left: what is set must be set before it is read. */
function renderAll(spaces: readonly Space[], which: Which, job: Job): string[] {
  if (which === 'drawn') return spaces.map((space) => render(space, which, job));
  const digits: number[] = Array.from({ length: spaces.length });
  for (let at = spaces.length - 1; at >= 0; at--) {
    const { reach } = spaces[at]!;
    digits[at] = which % reach;
    which = Math.floor(which / reach);
  }
  return spaces.map((space, at) => render(space, digits[at]!, job));
}

function renderChoice(choice: ChoiceSpace, which: Which, job: Job): string {
  if (choice.method === 'random' || (which === 'drawn' && choice.method === 'all')) return renderDrawn(choice, job);
  const index = choice.method === 'order' ? job.number % choice.innerReach : (which as number);
  return selectionAt(choice, index)
    .map((taken) => render(taken.option, taken.index, job))
    .join(choice.separator);
}

/** So many options as drawn, each by its weight and none twice. */
function renderDrawn({ options, weights, least, most, separator }: ChoiceSpace, job: Job): string {
  if (least === 1 && most === 1) return render(options[drawWeighted(job.draw, weights)]!, 'drawn', job);
  const [rest, left] = [[...options], [...weights]];
  const count = least + drawBelow(job.draw, most - least + 1);
  const texts: string[] = [];
  for (let taken = 0; taken < count; taken++) {
    const at = drawWeighted(job.draw, left);
    left.splice(at, 1);
    texts.push(render(rest.splice(at, 1)[0]!, 'drawn', job));
  }
  return texts.join(separator);
}

/** The marks the reference takes for a gap. */
const DOTS = /[\u1801…⋮⋯⋰⋱︙]+|\.{3,}/;

/** Where the first dots are; without dots the inner text follows, as in the reference. */
function putInside(outer: string, inner: string): string {
  const dots = DOTS.exec(outer);
  return dots ? outer.slice(0, dots.index) + inner + outer.slice(dots.index + dots[0].length) : outer + inner;
}
