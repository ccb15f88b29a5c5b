/** Input schemas of the kinds an image, video and audio API publishes: a corpus for the form. */
export const FLUX = {
  type: 'object',
  properties: {
    prompt: { type: 'string', description: 'What the image should show' },
    image_size: { type: 'string', enum: ['square', 'square_hd', 'portrait_4_3', 'landscape_16_9'], default: 'square_hd' },
    num_images: { type: 'integer', minimum: 1, maximum: 4, default: 1 },
  },
  required: ['prompt'],
};

/** References into `components`, a size as enum or object, nullable seed. */
export const WITH_REFERENCES = {
  type: 'object',
  required: ['prompt', 'image_size'],
  properties: {
    prompt: { type: 'string', maxLength: 20 },
    image_size: { anyOf: [{ $ref: '#/components/schemas/ImageSize' }, { type: 'string', enum: ['square_hd', 'landscape_4_3'] }], default: 'landscape_4_3' },
    seed: { anyOf: [{ type: 'integer' }, { type: 'null' }], description: 'The same seed gives the same image' },
    guidance_scale: { type: 'number', minimum: 1, maximum: 20, default: 3.5 },
    loras: { type: 'array', items: { $ref: '#/components/schemas/Lora' } },
    sync_mode: { type: 'boolean', default: false },
  },
  components: {
    schemas: {
      ImageSize: {
        type: 'object',
        properties: { width: { type: 'integer', exclusiveMinimum: 0, maximum: 14142 }, height: { type: 'integer', exclusiveMinimum: 0, maximum: 14142 } },
      },
      Lora: { type: 'object', properties: { path: { type: 'string' }, scale: { type: 'number' } } },
    },
  },
};

export const EDIT = {
  properties: {
    prompt: { type: 'string' },
    image_url: { type: 'string', format: 'uri' },
    reference_image_urls: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 3 },
    strength: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
  },
  required: ['prompt', 'image_url'],
};

export const VIDEO = {
  type: 'object',
  allOf: [
    { properties: { prompt: { type: 'string' }, duration: { enum: [5, 10], default: 5 } }, required: ['prompt'] },
    {
      properties: {
        aspect_ratio: {
          oneOf: [
            { const: '16:9', title: 'Wide' },
            { const: '9:16', title: 'Tall' },
          ],
        },
      },
      required: ['aspect_ratio'],
    },
  ],
};

export const SPEECH = {
  type: 'object',
  properties: {
    text: { type: 'string', maxLength: 5000 },
    voice: {
      oneOf: [
        { const: 'ada', title: 'Ada, calm' },
        { const: 'bo', title: 'Bo, bright' },
      ],
    },
    speed: { type: ['number', 'null'], minimum: 0.5, maximum: 2 },
    format: { type: 'string', enum: ['mp3', 'wav'] },
  },
  required: ['text', 'voice'],
};

/** No prompt at all. */
export const UPSCALE = {
  type: 'object',
  properties: { image_url: { type: 'string' }, scale: { type: 'integer', enum: [2, 4] } },
  required: ['image_url', 'scale'],
};

/** Its own definition refers to itself. */
export const CIRCULAR = {
  type: 'object',
  properties: { prompt: { type: 'string' }, node: { $ref: '#/$defs/Node' } },
  $defs: { Node: { allOf: [{ $ref: '#/$defs/Node' }] } },
};

export const OLD_DRAFT = {
  type: 'object',
  properties: { steps: { type: 'integer', minimum: 0, exclusiveMinimum: true, maximum: 50 }, prompt: { type: 'string' } },
  definitions: {},
};

/** What a careless generator writes. */
export const CARELESS = {
  properties: {
    prompt: {},
    text: { type: 'string' },
    steps: { minimum: 1, maximum: 50 },
    size: { type: 'object', properties: { width: {}, height: {} } },
    extra: { type: 'banana' },
    nothing: null,
    list: { type: 'array' },
    choice: { enum: ['a', null, 'a', 'b'] },
    mixed: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
  },
  required: 'prompt',
};

/** Names that are traps for careless code. Parsed, so that `__proto__` is a name. */
export const HOSTILE = JSON.parse(
  '{"type":"object","properties":{"__proto__":{"type":"string"},"constructor":{"type":"integer","minimum":1e999},"toString":{"$ref":"#/constructor/prototype"},"hasOwnProperty":{"type":"boolean"}},"required":["__proto__",7,null]}',
) as Record<string, unknown>;

export const CORPUS = { FLUX, WITH_REFERENCES, EDIT, VIDEO, SPEECH, UPSCALE, CIRCULAR, OLD_DRAFT, CARELESS, HOSTILE };
