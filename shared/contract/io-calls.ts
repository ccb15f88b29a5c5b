/** What goes in and out of the library: files of a person's. No call takes a path. */
import { z } from 'zod';
import { assetView } from '../domain.ts';
import { command, id, nothing } from './call.ts';

/** Bytes of a piece in base64: about 3 MB. */
const chunk = z.base64().max(4_200_000);

export const IO_CALLS = {
  /**
   * Begins taking a file in, whose bytes follow in pieces (`asset.importAppend`); `asset.import` ends it. Of more than 16 at once the one
   * untouched longest is dropped. BAD_INPUT for an empty file or one beyond 8 GB. `modifiedAt` in ms.
   */
  'asset.importBegin': command(
    z.object({ name: z.string().max(1_000), bytes: z.int().nonnegative(), modifiedAt: z.int().nonnegative().nullable() }),
    z.object({ import: id }),
  ),
  /** The next bytes; answers how many there are now. NOT_FOUND for an import that was dropped. */
  'asset.importAppend': command(z.object({ import: id, chunk }), z.object({ bytes: z.int().nonnegative() })),
  /**
   * All bytes are there: into the library. `known`: the same bytes were in it already. `tool`: whose words about its making were found in
   * it. BAD_INPUT says in words why a file is refused; nothing of it stays.
   */
  'asset.import': command(z.object({ import: id }), z.object({ asset: assetView, known: z.boolean(), tool: z.string().nullable() })),
  'asset.importDrop': command(z.object({ import: id }), nothing),
} as const;
