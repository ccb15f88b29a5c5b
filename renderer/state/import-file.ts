import { toBase64 } from '../../shared/base64.ts';
import type { CallOutput, EngineClient } from '../../shared/contract.ts';

export type Imported = CallOutput<'asset.import'>;

export interface ImportOptions {
  /** Bytes that are over, as they go. */
  onBytes?(bytes: number): void;
  signal?: AbortSignal;
}

const CHUNK_BYTES = 3 << 20;

/** Takes a file into the library, piece by piece. Rejects with an AppError whose message names why it is refused; nothing of it stays then. */
export async function importFile(client: EngineClient, file: File, { onBytes, signal }: ImportOptions = {}): Promise<Imported> {
  const modifiedAt = file.lastModified > 0 ? Math.round(file.lastModified) : null;
  const { import: id } = await client.call('asset.importBegin', { name: file.name.slice(0, 1_000), bytes: file.size, modifiedAt });
  try {
    for (let at = 0; at < file.size; at += CHUNK_BYTES) {
      signal?.throwIfAborted();
      const bytes = new Uint8Array(await file.slice(at, at + CHUNK_BYTES).arrayBuffer());
      await client.call('asset.importAppend', { import: id, chunk: toBase64(bytes) });
      onBytes?.(Math.min(at + CHUNK_BYTES, file.size));
    }
    return await client.call('asset.import', { import: id });
  } catch (error) {
    await client.call('asset.importDrop', { import: id }).catch(() => null);
    throw error;
  }
}
