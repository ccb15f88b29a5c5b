import type { EngineClient } from '../../../shared/contract.ts';
import { showToast } from '../../components/toasts.ts';
import { keyStateWords } from '../../look/key-words.ts';

/** One request with the key, and what its answer says. Rejects with the engine's AppError. */
export async function testKey(client: Pick<EngineClient, 'call'>, id: number): Promise<void> {
  const answer = await client.call('key.test', { id });
  if (answer.lastError) return showToast({ glyph: 'failed', title: answer.lastError.message, stays: true });
  const words = keyStateWords(answer, Date.now());
  showToast({ glyph: 'done', title: `${answer.label} answers`, detail: `${words.lead}, ${words.detail}. Cost 1 request.` });
}
