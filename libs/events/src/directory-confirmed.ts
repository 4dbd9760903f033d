import { z } from 'zod';
import { id, instant } from './shared-shapes.ts';

/** A department confirmed both directories for a task, or the confirmation became stale. CC art.7. */
export const directoryConfirmed = z.object({ taskId: id, departmentId: id, state: z.enum(['CONFIRMED', 'STALE']), at: instant });
