import type { CallInput } from '../../../../shared/contract.ts';
import type { Kept } from '../../../../shared/domain.ts';

export type KeepChange = CallInput<'asset.keep'>['change'];

const STARS = /^[0-5]$/;

/** What a key says about an asset: 0 to 5 its stars, P picks, X rejects, U takes either back. Null for any other. */
export function keepOfKey(key: string): KeepChange | null {
  if (STARS.test(key)) return { rating: key === '0' ? null : (Number(key) as Kept['rating']) };
  switch (key.toLowerCase()) {
    case 'p':
      return { pick: 'picked' };
    case 'x':
      return { pick: 'rejected' };
    case 'u':
      return { pick: null };
    default:
      return null;
  }
}
