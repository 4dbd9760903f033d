import { z } from 'zod';
import { day, divisionCode, id } from './shared-shapes.ts';

export const rosterInspector = z.object({
  inspectorId: id,
  /** The subject with which the inspector signs in; null until the account exists. */
  subject: z.string().nullable(),
  departmentId: id,
  divisionCode,
  category: z.string(),
  /** Holds an enforcement qualification (执法资格). */
  qualified: z.boolean(),
  certificateExpiresOn: day.nullable(),
  specialties: z.array(z.string()),
  modes: z.array(z.string()),
  /** Objects from which the inspector is recused (回避范围). */
  recusedObjectIds: z.array(id),
  active: z.boolean(),
});

/** A batch of the inspector directory was made, changed or left. */
export const inspectorRosterChanged = z.object({
  rosterVersion: z.number().int(),
  inspectors: z.array(rosterInspector).max(2_000),
});
