import { z } from 'zod';

const words = z.string().optional();

/** Columns of table B.2 that other kinds do not have; the number of the person's document is sealed. */
export const siteDetails = z.strictObject({
  kind: z.literal('SITE'),
  area: words,
  division: words,
  responsibleUnit: words,
  responsibleUnitUscc: words,
  responsiblePerson: words,
  responsiblePersonIdType: words,
  responsiblePersonIdNoSealed: words,
  siteUse: words,
  siteScale: words,
  inUseFrom: words,
  serviceLife: words,
});

/** Columns of table B.3 that other kinds do not have. */
export const productDetails = z.strictObject({
  kind: z.literal('PRODUCT'),
  licenceNo: words,
  enterpriseName: words,
  issuedOn: words,
  validUntil: words,
});

export const kindDetails = z.discriminatedUnion('kind', [siteDetails, productDetails]);

/** What an entry has beyond the columns that all kinds share. */
export type KindDetails = z.infer<typeof kindDetails>;
export type SiteColumns = z.infer<typeof siteDetails>;
export type ProductColumns = z.infer<typeof productDetails>;
