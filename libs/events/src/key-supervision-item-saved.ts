import { z } from 'zod';
import { id } from './shared-shapes.ts';

/** An entry of the key supervision list, or of a list of special key fields, was entered, changed or left: a ground for inspection without lot. SAMR 2.6, GA art.12. */
export const keySupervisionItemSaved = z.object({
  keyItemId: id,
  /** KEY_SUPERVISION, SPECIAL_KEY_MATTER, SPECIAL_KEY_OBJECT or SPECIAL_KEY_PRODUCT. */
  list: z.string(),
  name: z.string(),
  departmentId: id,
  active: z.boolean(),
});
