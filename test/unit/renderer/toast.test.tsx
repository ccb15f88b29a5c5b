import { act, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ToastHost } from '../../../renderer/components/toast.tsx';
import { showToast } from '../../../renderer/components/toasts.ts';

describe('a notice', () => {
  it.each([true, false])('can be closed by who hears the screen read, whether it stays (%s) or not', async (stays) => {
    render(<ToastHost />);
    act(() => showToast({ glyph: 'done', title: 'Kept', stays }));
    // By role: what is hidden from readers of the screen has none.
    await expect.poll(() => screen.queryByRole('button', { name: 'Close' })).not.toBeNull();
  });
});
