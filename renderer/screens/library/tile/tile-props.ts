import type { AssetView } from '../../../../shared/domain.ts';
import type { OrderEntry } from '../../../state/asset-order.ts';

/** One asset in the grid. */
export interface TileProps {
  id: string;
  index: number;
  entry: OrderEntry;
  /** Its whole row; undefined while it is read. */
  asset: AssetView | undefined;
  /** Its picture as an address that holds the bytes; undefined while it is read; null: it is to be had by its own address, or not at all. */
  picture: string | null | undefined;
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
