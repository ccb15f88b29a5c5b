import { z } from 'zod';
import { assetKind, assetView, collectionView, kept } from '../domain.ts';
import { command, id, nothing, page, query, undoToken } from './call.ts';

/** Which assets a list or its facets are about. */
const filter = {
  kinds: z.array(assetKind).optional(),
  models: z.array(z.string()).optional(),
  batchId: id.optional(),
  collectionId: id.optional(),
  /** In the language of the search box (`shared/search/`); what of it cannot be read is left out. */
  text: z.string().max(4_000).optional(),
  /** What is in the trash, and nothing else; without it what is not. */
  trashed: z.boolean().default(false),
};

const sort = z.enum(['newest', 'oldest', 'rating']).default('newest');
const facet = z.array(z.object({ value: z.string(), assets: z.int().nonnegative() }));
const name = z.string().trim().min(1).max(200);
const tag = z.string().trim().min(1).max(100);
/** A perceptual hash of a picture, 64 bits in hex. */
const likeness = z.string().regex(/^[0-9a-f]{16}$/);
const webp = z.base64().max(2_000_000);
const sha256s = z.array(z.string()).min(1).max(10_000);

export const LIBRARY_CALLS = {
  'asset.list': query(
    /** A collection that is asked for by its id comes in its own order, unless another is named. */
    z.object({ ...filter, sort, ...page }),
    /** `tookMs`: how long the engine looked for them. */
    z.object({ assets: z.array(assetView), total: z.int().nonnegative(), tookMs: z.number().nonnegative() }),
  ),
  /**
   * The same list as columns, for a grid of any length: an entry of each column is an asset, those of `kinds`, `ratings` and `picks` a letter.
   * `kinds`: i(mage) v(ideo) a(udio) o(ther). `ratios`: width / height in thousandths, 0: not known. `batchIds`: 0: none made it.
   * `stacks`: variations of one idea have the same (`stackOf`), '': none. `ratings`: 0: not rated. `picks`: p(icked) r(ejected) -.
   */
  'asset.order': query(
    z.object({ ...filter, sort, offset: z.int().nonnegative().default(0), limit: z.int().min(1).max(20_000).default(20_000) }),
    z.object({
      total: z.int().nonnegative(),
      /** How long the engine looked. */
      tookMs: z.number().nonnegative(),
      ids: z.array(id),
      kinds: z.string(),
      ratios: z.array(z.int().nonnegative()),
      times: z.array(z.int().nonnegative()),
      batchIds: z.array(z.int().nonnegative()),
      stacks: z.array(z.string()),
      ratings: z.string(),
      picks: z.string(),
      batches: z.array(z.object({ id, name: z.string().nullable() })),
    }),
  ),
  /** Assets by id, the trash included; those that are gone are left out. */
  'asset.some': query(z.object({ ids: z.array(id).max(500) }), z.array(assetView)),
  /**
   * Small pictures of assets as WebP in base64, in the order asked: many of a grid's in one answer cost a fraction of a request each. Null: there is none, or
   * another stands in for it; its address (`mediaUrl`) tells which.
   */
  'asset.pictures': query(z.object({ of: z.enum(['tile', 'thumbnail']), ids: z.array(id).max(100) }), z.array(z.string().nullable())),
  /** The same of the newest assets that have pictures, with their ids: a window that starts knows none yet. */
  'asset.newestPictures': query(
    z.object({ of: z.enum(['tile', 'thumbnail']), limit: z.int().min(1).max(100) }),
    z.object({ ids: z.array(id), pictures: z.array(z.string().nullable()) }),
  ),
  /** Hashes of assets, in the order asked; those that are gone are left out. */
  'asset.hashes': query(z.object({ ids: z.array(id).max(100_000) }), z.array(z.string())),
  /**
   * What an asset was made from and what was made from it, over some generations each way. `assets`: those of the edges that the library has,
   * itself included. `uses`: how many were made from it directly, shown or not.
   */
  'asset.lineage': query(
    z.object({ sha256: z.string() }),
    z.object({
      assets: z.array(assetView),
      edges: z.array(z.object({ parent: z.string(), child: z.string(), field: z.string() })),
      uses: z.int().nonnegative(),
    }),
  ),
  'asset.get': query(z.object({ sha256: z.string() }), assetView),
  /**
   * How many assets of a filter have which value, the most first; what the search itself asks of a facet does not narrow that facet.
   * Ratings: 0 for those without. `picks`: what each name of a template picked.
   */
  'asset.facets': query(
    z.object(filter),
    z.object({
      kinds: facet,
      models: z.array(z.object({ value: z.string(), name: z.string(), assets: z.int().nonnegative() })),
      ratings: facet,
      labels: facet,
      tags: facet,
      states: facet,
      picks: z.array(z.object({ name: z.string(), values: facet })),
      total: z.int().nonnegative(),
      bytes: z.int().nonnegative(),
    }),
  ),
  /** What the completion of the search box can offer, the most used first. */
  'search.vocabulary': query(
    nothing,
    z.object({
      model: z.array(z.string()),
      tag: z.array(z.string()),
      batch: z.array(z.string()),
      in: z.array(z.string()),
      key: z.array(z.string()),
      /** `animal=red fox` */
      pick: z.array(z.string()),
    }),
  ),
  /** Rates, labels, tags and names assets. Fields that are absent stay, null takes away. */
  'asset.keep': command(
    z.object({
      sha256s,
      change: kept
        .omit({ tags: true })
        .partial()
        .extend({ addTags: z.array(tag).max(100).optional(), removeTags: z.array(tag).max(100).optional() }),
    }),
    z.object({ changed: z.int().nonnegative(), undo: undoToken }),
  ),
  'collection.list': query(nothing, z.array(collectionView)),
  /** How many assets each smart collection finds now. */
  'collection.counts': query(nothing, z.array(z.object({ id, assets: z.int().nonnegative() }))),
  /** `query`: a smart collection, of what that search finds. CONFLICT when the name is taken. */
  'collection.create': command(z.object({ name, query: z.string().trim().min(1).max(4_000).nullable().default(null) }), collectionView),
  'collection.rename': command(z.object({ id, name }), z.object({ collection: collectionView, undo: undoToken })),
  /** Its assets stay in the library. */
  'collection.remove': command(z.object({ id }), z.object({ undo: undoToken })),
  'collection.add': command(z.object({ id, sha256s }), z.object({ changed: z.int().nonnegative(), undo: undoToken })),
  'collection.take': command(z.object({ id, sha256s }), z.object({ changed: z.int().nonnegative(), undo: undoToken })),
  /** Puts assets of the collection before one of it, or at its end (null). */
  'collection.move': command(z.object({ id, sha256s, before: z.string().nullable() }), z.object({ undo: undoToken })),
  'collection.of': query(z.object({ sha256: z.string() }), z.array(z.string())),
  /** Stars given to the outputs of each model, and how many of them were rejected. */
  'model.scores': query(
    nothing,
    z.array(
      z.object({
        model: z.string(),
        rated: z.int().nonnegative(),
        stars: z.number().nonnegative().nullable(),
        rejected: z.int().nonnegative(),
        assets: z.int().nonnegative(),
      }),
    ),
  ),
  /** What the library's files take, in bytes, the most first. */
  'storage.usage': query(
    z.object({ by: z.enum(['model', 'batch', 'month', 'kind']) }),
    z.array(z.object({ name: z.string(), assets: z.int().nonnegative(), bytes: z.int().nonnegative() })),
  ),
  /**
   * Hands assets to another program as files, while the mouse drags them out of the window: answered by the desktop host, NOT_ALLOWED elsewhere.
   * `icon`: what hangs on the pointer, as pixels in base64.
   */
  'asset.drag': command(
    z.object({
      sha256s: z
        .array(z.string().regex(/^[0-9a-f]{64}$/))
        .min(1)
        .max(500),
      icon: z
        .object({ width: z.int().min(1).max(128), height: z.int().min(1).max(128), rgba: z.base64().max(100_000) })
        .nullable()
        .default(null),
    }),
    z.object({ files: z.int().positive() }),
  ),
  /** Into the trash: gone from lists and figures, and every file stays. */
  'asset.trash': command(z.object({ sha256s }), z.object({ trashed: z.int().nonnegative(), undo: undoToken })),
  'asset.restore': command(z.object({ sha256s }), z.object({ restored: z.int().nonnegative(), undo: undoToken })),
  /** Deletes what is in the trash (all of it, or these) with its files. Cannot be taken back. `bytes`: of the assets' files. */
  'trash.empty': command(z.object({ sha256s: sha256s.optional() }), z.object({ removed: z.int().nonnegative(), bytes: z.int().nonnegative() })),
  /** Assets without a thumbnail, for a renderer to make: hostile bytes are decoded only in Chromium's sandbox. */
  'thumbnail.next': query(z.object({ limit: z.int().min(1).max(50).default(8) }), z.array(assetView)),
  /**
   * `image`: WebP in base64, at most 512 px on the long edge; null: cannot be decoded, stop asking. `tile`: the same at most 256 px, for small
   * places; null: the image is no larger itself.
   */
  'thumbnail.put': command(
    z.object({
      sha256: z.string(),
      image: webp.nullable(),
      tile: webp.nullable().default(null),
      width: z.int().positive().nullable(),
      height: z.int().positive().nullable(),
      durationS: z.number().nonnegative().nullable(),
      likeness: likeness.nullable().default(null),
    }),
    nothing,
  ),
  /** Hashes of pictures that were looked at and have a thumbnail but no tile: it is made of the thumbnail. */
  'tile.next': query(z.object({ limit: z.int().min(1).max(50).default(24) }), z.array(z.string())),
  /** Null: none is needed, or none can be made; stop asking. */
  'tile.put': command(z.object({ sha256: z.string(), image: webp.nullable() }), nothing),
  /** Hashes of pictures that have a thumbnail and no perceptual hash yet: it is made of the thumbnail. */
  'likeness.next': query(z.object({ limit: z.int().min(1).max(50).default(24) }), z.array(z.string())),
  /** Null: none can be made, stop asking. */
  'likeness.put': command(z.object({ sha256: z.string(), likeness: likeness.nullable() }), nothing),
} as const;
