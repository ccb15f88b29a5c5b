import { createHash } from 'node:crypto';

/** Names a file of prompts by what it says: its bytes and the model for lines that name none. A rename or a copy changes nothing. */
export function fileFingerprint(bytes: Uint8Array, defaultModel: string | undefined): string {
  return createHash('sha256')
    .update(bytes)
    .update('\0')
    .update(defaultModel ?? '')
    .digest('hex');
}
