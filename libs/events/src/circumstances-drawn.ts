import { z } from 'zod';
import { divisionCode, id, instant } from './shared-shapes.ts';

/** Chance entered where objects or inspectors could not be drawn: in time, content, mode or region; or a reason says why not even there. SY art.14(1). */
export const circumstancesDrawn = z.object({
  circumstancesId: id, taskId: id, taskNumber: z.string(), departmentId: id, divisionCode,
  drawn: z.array(z.object({ dimension: z.enum(['TIME', 'CONTENT', 'MODE', 'REGION']), option: z.string() })),
  /** Why nothing could be drawn; null when something was. */
  reason: z.string().nullable(), certificateHash: z.string().nullable(), at: instant,
});
