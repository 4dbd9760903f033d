import { z } from 'zod';
import { divisionCode, id } from './shared-shapes.ts';

export const rosterObject = z.object({
  objectId: id,
  divisionCode,
  kind: z.string(),
  /** Dimension and value, such as `INDUSTRY:5210` or `FIELD:食品`. */
  tags: z.array(z.string()),
  riskLevel: z.string().nullable(),
  creditLevel: z.string().nullable(),
  weight: z.number().int().positive(),
  /** ACTIVE entries can be drawn; others leave the roster. */
  active: z.boolean(),
  ownerDepartmentId: id.nullable(),
  /** Credit code of the enterprise that holds the object; by it the enterprise is told of its own place in a draw. */
  uscc: z.string().nullish(),
});

/** A batch of directory entries (检查对象名录库) was made, changed or left: what a draw needs of them, and nothing personal. */
export const objectRosterChanged = z.object({
  /** Grows by one with every batch; a draw names the version that it froze. */
  rosterVersion: z.number().int(),
  objects: z.array(rosterObject).max(2_000),
});
