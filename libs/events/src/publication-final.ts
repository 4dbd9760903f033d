import { z } from 'zod';
import { id, instant } from './shared-shapes.ts';

/** A result reached its end in public: PUBLISHED on every mandatory channel, or lawfully WITHHELD; later perhaps STOPPED, on the application of the party. */
export const publicationFinal = z.object({
  publicationId: id, resultId: id, inspectionId: id, taskId: id, objectId: id, state: z.enum(['PUBLISHED', 'WITHHELD', 'REDACTED', 'STOPPED']), at: instant, late: z.boolean(),
});
