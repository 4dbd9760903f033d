import { z } from 'zod';
import { id, instant } from './shared-shapes.ts';

/** All mandatory channels have taken what was to be published: a plan (PLAN), an item list (ITEM_LIST) or a result (RESULT). */
export const publicationDelivered = z.object({
  subjectKind: z.enum(['PLAN', 'ITEM_LIST', 'RESULT']),
  subjectId: id,
  revision: z.number().int(),
  receipts: z.array(z.object({ channel: z.string(), receiptNumber: z.string(), deliveredAt: instant })),
});
