import type { AssetView } from '../../../../shared/domain.ts';
import type { OrderEntry } from '../../../state/asset-order.ts';

/** One asset in the grid. */
export interface TileProps {
  id: string;
  index: number;
  entry: OrderEntry;
  /** Its whole row; undefined while it is read. */
  asset: AssetView | undefined;
  /** The stack it stands for or is one of; null: none. */
  stack: string | null;
  stackCount: number;
  stackOpen: boolean;
  /** It is the best of its stack, or alone. */
  cover: boolean;
  x: number;
  width: number;
  height: number;
  selected: boolean;
  focused: boolean;
}
