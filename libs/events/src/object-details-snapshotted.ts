import { z } from 'zod';
import { divisionCode, id } from './shared-shapes.ts';

export const objectDetails = z.object({
  objectId: id,
  kind: z.string(),
  name: z.string(),
  uscc: z.string().nullable(),
  /** Code of the entity that answers for a product or a site. */
  responsibleUscc: z.string().nullable(),
  divisionCode,
  district: z.string(),
  address: z.string().nullable(),
  legalRepresentative: z.string().nullable(),
  /** The department that supervises it (谁监管); null where the directory names none. SAMR 2.8. */
  ownerDepartmentId: id.nullable().default(null),
  creditLevel: z.string().nullable().default(null),
  tags: z.array(z.string()).default([]),
});

/** The directory's facts about the objects of a dispatched list, as they stood then: inspection works from them. */
export const objectDetailsSnapshotted = z.object({ taskId: id, drawId: id, objects: z.array(objectDetails).max(2_000) });
