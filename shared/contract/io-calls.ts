/** What goes in and out of the library: files of a person's. No call takes a path. */
import { z } from 'zod';
import { assetKind, assetView } from '../domain.ts';
import { command, id, nothing, query } from './call.ts';
import { taskView } from './task.ts';

/** Bytes of a piece in base64: about 3 MB. */
const chunk = z.base64().max(4_200_000);

/** Which assets leave: these, or all that a filter of the library finds. */
const what = z.union([
  z.object({ sha256s: z.array(z.string()).min(1).max(100_000) }),
  z.object({
    filter: z.object({
      kinds: z.array(assetKind).optional(),
      models: z.array(z.string()).optional(),
      batchId: id.optional(),
      collectionId: id.optional(),
      text: z.string().max(4_000).optional(),
    }),
  }),
]);

/**
 * `pattern`: names of files, with placeholders in braces. `leaving`: byte for byte, or with so much of their making in the files as a profile
 * says, where the type allows it (PNG text, XMP of JPEG and WebP). `sidecars`: that beside them too, as JSON.
 */
const wish = z.object({ what, pattern: z.string().max(400), leaving: z.enum(['as-is', 'everything', 'prompt', 'nothing']), sidecars: z.boolean() });

/** Names of files in folders, with placeholders in braces: `{date}/{batch}/{n}-{seed}`. */
const template = z.string().max(400);

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
  /** What an export comes to: how much, the first names, and why it cannot be one ZIP file (null: it can). BAD_INPUT for a bad pattern. */
  'export.plan': query(wish, z.object({ assets: z.int(), bytes: z.int(), names: z.array(z.string()), notAsZip: z.string().nullable() })),
  /** A ticket for a ZIP file, which `exportUrl` hands out once. Good for ten minutes. */
  'export.zip': command(wish, z.object({ ticket: z.string(), name: z.string() })),
  /** Writes files into a folder: one that a person chose (`folder.choose`), or with null one of the workspace's own. `task` tells how it goes. */
  'export.folder': command(wish.extend({ folder: z.string().nullable() }), z.object({ task: id, path: z.string() })),
  /** Asks the person for a folder, in a dialog of the system's. Null: they chose none. NOT_ALLOWED in the browser host, which has no such dialog, unless it was started with a folder to give. */
  'folder.choose': command(nothing, z.object({ token: z.string(), path: z.string() }).nullable()),
  /** Compares rows and files both ways, while the library is in use; `rehash`: every byte is read again; `mend`: what can be is mended, lost files from wherever their bytes still are. */
  'library.verify': command(z.object({ rehash: z.boolean(), mend: z.boolean() }), z.object({ task: id })),
  /** Looks in a folder a person chose (`folder.choose`) for files that the library misses, by size and hash, and puts copies back. */
  'library.look': command(z.object({ folder: z.string() }), z.object({ task: id })),
  /** What the last check found, the first 500 of it; null: none was made since the start. */
  'library.findings': query(
    nothing,
    z
      .object({
        at: z.int().nonnegative(),
        assets: z.int().nonnegative(),
        rehashed: z.boolean(),
        total: z.int().nonnegative(),
        findings: z.array(z.object({ kind: z.string(), sha256: z.string().nullable(), message: z.string(), mended: z.boolean() })),
      })
      .nullable(),
  ),
  /**
   * Moves the library's files into a folder a person chose (`folder.choose`), on with a move that was broken off, or back to where they were.
   * Every file is copied and read back before the library switches; the former files stay until `library.removeOld`. CONFLICT while another
   * move is under way or not over.
   */
  'library.move': command(z.object({ to: z.union([z.object({ folder: z.string() }), z.enum(['on', 'back'])]) }), z.object({ task: id })),
  /** Removes the files of before the last move. Cannot be taken back. */
  'library.removeOld': command(nothing, z.object({ task: id })),
  /** Ends a move that was broken off: its copies are removed. */
  'library.giveUpMove': command(nothing, z.object({ task: id })),
  /** The readable mirror of the library's files; null: none is wanted. `due`: assets it still has to see to. `problem`: why it waits. */
  'mirror.status': query(
    nothing,
    z.object({ folder: z.string(), template: z.string(), files: z.int(), due: z.int(), problem: z.string().nullable() }).nullable(),
  ),
  /** What the newest files would be called. BAD_INPUT for a template that is none. */
  'mirror.preview': query(z.object({ template }), z.object({ paths: z.array(z.string()) })),
  /** Makes one in a folder a person chose (`folder.choose`), or (null) in the workspace; or changes the one there is (`same`). */
  'mirror.set': command(z.object({ folder: z.union([z.string(), z.null(), z.object({ same: z.literal(true) })]), template }), nothing),
  /** Ends it. `remove`: its files go, but for those a person changed; else they stay as they are. */
  'mirror.end': command(z.object({ remove: z.boolean() }), nothing),
  /** The last work of minutes, newest first. */
  'task.list': query(nothing, z.array(taskView)),
  'task.stop': command(z.object({ id }), nothing),
} as const;
