import { useEffect, useMemo } from 'react';
import { useEngineAccess, type EngineAccess } from '../../../state/engine.tsx';
import { type BoardFeed, feedBoard } from './board-feed.ts';
import { BoardRecord } from './board-record.ts';

/** What the board draws, and the way to more of it. */
export class Board {
  readonly record = new BoardRecord();
  readonly #access: EngineAccess;
  #feed: BoardFeed | null = null;

  constructor(access: EngineAccess) {
    this.#access = access;
  }

  /** The engine's clock. */
  now(): number {
    return Date.now() + this.#access.store.getState().clockOffset;
  }

  /** The view reaches back to this time. */
  want(from: number): void {
    this.#feed?.want(from);
  }

  /** Follows the engine until the answer is called. */
  follow(): () => void {
    const feed = feedBoard(this.#access.client, this.record, () => this.now());
    this.#feed = feed;
    return () => {
      this.#feed = null;
      feed.stop();
    };
  }
}

/** The board's record, fed while the board is in sight. */
export function useBoard(): Board {
  const access = useEngineAccess();
  const board = useMemo(() => new Board(access), [access]);
  useEffect(() => board.follow(), [board]);
  return board;
}
