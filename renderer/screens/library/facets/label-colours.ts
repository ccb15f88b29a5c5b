import type { ColourLabel } from '../../../../shared/search/query.ts';

/** Muted, so that none is taken for the colour of a state; the order is that of the labels. */
export const LABEL_FILL: Readonly<Record<ColourLabel, string>> = {
  red: 'bg-label-red',
  orange: 'bg-label-orange',
  yellow: 'bg-label-yellow',
  green: 'bg-label-green',
  blue: 'bg-label-blue',
  purple: 'bg-label-purple',
  grey: 'bg-label-grey',
};
