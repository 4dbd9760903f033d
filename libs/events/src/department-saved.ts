import { z } from 'zod';
import { divisionCode, id } from './shared-shapes.ts';

/** A department was entered or changed. All services keep the directory of departments. */
export const departmentSaved = z.object({
  departmentId: id,
  name: z.string(),
  /** MUNICIPAL, COUNTY, TOWNSHIP …: the level of government. */
  level: z.string(),
  divisionCode,
  parentId: id.nullable(),
  /** STATUTORY_DEPARTMENT, AUTHORISED_ORGANISATION or ENTRUSTED_ORGANISATION. */
  authorityBasis: z.string(),
  /** Items inside the authorised or entrusted scope; null means all of its competence. */
  authorityItemIds: z.array(id).nullable(),
  /** The jurisdiction whose rules it works under. */
  profile: z.string(),
  active: z.boolean(),
});
