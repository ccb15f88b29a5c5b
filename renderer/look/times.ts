/** The words that hosts use too, where the renderer looks for its words. */
export * from '../../shared/words/times.ts';
