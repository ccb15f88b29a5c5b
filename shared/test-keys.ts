import type { EndpointName } from './domain.ts';

/** Of keys for development and testing (abstrakt-api.md, section 1). */
export const TEST_PREFIX = 'sk_test_';

interface KeyKind {
  endpoint: EndpointName;
  prefix: string;
}

/**
 * Whether a key takes only batches that are bound to it by a label. What a test key makes is not documented and may be made up, so beside other keys
 * of the same API it carries nothing that nobody meant for it; where all are test keys (the sandbox's are) they are keys like any others.
 */
export function takesOnlyByLabel(key: KeyKind, all: readonly KeyKind[]): boolean {
  return key.prefix === TEST_PREFIX && all.some(({ endpoint, prefix }) => endpoint === key.endpoint && prefix !== TEST_PREFIX);
}
