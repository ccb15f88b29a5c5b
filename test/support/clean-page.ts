import { cleanup } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

/** A worker loads its modules once for all files: Testing Library would clean up by itself only after the first of them. */
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});
