import { z } from 'zod';
import { day, divisionCode, id, profileStamp } from './shared-shapes.ts';

export const publishedItem = z.object({
  itemId: id,
  /** Stable over the versions of the list; plan entries refer to the version's item, comparisons to this. */
  lineageId: id,
  name: z.string(),
  field: z.string(),
  itemClass: z.string().nullable(),
  objectType: z.string(),
  modes: z.array(z.string()),
  legalBasis: z.string(),
  /** The day on which the legal basis ceases to hold; null where none is known. CQ 5.1.4. */
  legalBasisRepealedOn: day.nullish(),
  /** The family whose items one division coordinates and districts carry out. SY art.7(1). */
  family: z.string().nullish(),
  leadDepartmentId: id,
  participatingDepartmentIds: z.array(id),
  /** Upper limit of the ratio, decimal text; null where the class has none. */
  ratioMax: z.string().nullable(),
  /** Ground on which a visit for this item needs no advance notice; null where it does. */
  noticeExemption: z.string().nullable(),
  guideId: id.nullable(),
  /** Points of the guide in force that an inspection must answer. CC art.15, GA art.30. */
  checkPoints: z.array(z.string()).default([]),
});

/** A version of the item list became public: entries and tasks may use it. */
export const itemListPublished = z.object({
  listId: id,
  lineageId: id,
  version: z.number().int(),
  name: z.string(),
  joint: z.boolean(),
  level: z.string(),
  divisionCode,
  publishedOn: day,
  supersedesId: id.nullable(),
  items: z.array(publishedItem),
}).extend(profileStamp.shape);
