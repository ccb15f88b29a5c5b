import type { Rooms } from '../rooms.ts';
import type { Handlers } from './types.ts';

type IoCall = 'asset.importBegin' | 'asset.importAppend' | 'asset.import' | 'asset.importDrop';

/** Calls by which files come into the library and leave it. */
export function ioHandlers({ importer }: Rooms): Handlers<IoCall> {
  return {
    'asset.importBegin': async (facts) => ({ import: await importer.begin(facts) }),
    'asset.importAppend': async ({ import: id, chunk }) => ({ bytes: await importer.append(id, Buffer.from(chunk, 'base64')) }),
    'asset.import': ({ import: id }) => importer.finish(id),
    'asset.importDrop': async ({ import: id }) => {
      await importer.drop(id);
      return null;
    },
  };
}
