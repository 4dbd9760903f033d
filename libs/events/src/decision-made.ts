import { z } from 'zod';
import { day, divisionCode, id, profileStamp } from './shared-shapes.ts';

/** An order, a coercive measure or a penalty (行政命令、行政强制、行政处罚) was decided on after an inspection. SY art.16. */
export const decisionMade = z.object({
  decisionId: id, followUpId: id, inspectionId: id, taskId: id, taskNumber: z.string(), objectId: id, objectName: z.string(), divisionCode,
  departmentId: id,
  kind: z.enum(['ORDER', 'COERCION', 'PENALTY']),
  decisionNumber: z.string().nullable(),
  madeOn: day,
}).extend(profileStamp.shape);
