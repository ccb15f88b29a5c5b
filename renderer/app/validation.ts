/**
 * The page may not evaluate code, and zod would try to: it probes `Function` for its fast path, which the content policy reports. Said where
 * every copy of zod looks (`zod/v4/core/core.js`), so that a start need not bring zod itself.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
