import { z } from 'zod';
import { id, instant } from './shared-shapes.ts';

/** The randomness of all draws so far was audited: whether they look as chance makes them. For the public log; the report itself is sampling's. */
export const randomnessAudited = z.object({
  auditId: id, at: instant, draws: z.number().int(), passed: z.boolean(),
  /** The checks that failed, by their codes. */
  failed: z.array(z.string()),
  /** SHA-256 of the report's text, hexadecimal. */
  reportHash: z.string(),
});
