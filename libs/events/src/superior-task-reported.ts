import { z } from 'zod';
import { id, instant } from './shared-shapes.ts';

/** What came of a task that a superior sent down, under the superior's own number. Its adapter carries it upward. SY art.5(4). */
export const superiorTaskReported = z.object({
  superiorTaskId: id,
  superiorNumber: z.string(),
  issuer: z.string(),
  departmentId: id,
  taskNumbers: z.array(z.string()),
  objects: z.number().int(),
  itemsDone: z.number().int(),
  reportedAt: instant,
});
