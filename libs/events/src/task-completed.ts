import { z } from 'zod';
import { id, instant } from './shared-shapes.ts';

/** Every item of every drawn object has a result (CQ 3.2): the publication clock of profiles that count from here starts. */
export const taskCompleted = z.object({ taskId: id, completedAt: instant });
