import { z } from 'zod';

/** The page may not evaluate code, and zod would try to: it probes `Function` for its fast path, which the content policy reports. */
z.config({ jitless: true });
