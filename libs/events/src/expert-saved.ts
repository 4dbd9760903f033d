import { z } from 'zod';
import { day, divisionCode, id } from './shared-shapes.ts';

/** An assisting party (辅助检查人员、专家、专业机构) was entered or changed: what sampling must know to let it assist. CQ 5.3.3. */
export const expertSaved = z.object({
  expertId: id,
  departmentId: id,
  divisionCode,
  /** PERSON or BODY (专业机构). */
  nature: z.enum(['PERSON', 'BODY']),
  kind: z.string(),
  specialties: z.array(z.string()),
  /** What a body may be entrusted with, such as TESTING. CC art.13. */
  services: z.array(z.string()),
  /** The qualification (资质) of a body and its last day; null where none is on record. */
  qualification: z.object({ number: z.string(), expiresOn: day.nullable() }).nullable(),
  active: z.boolean(),
});
