import { hash, weight } from './certificate-shape.ts';
import { oneOf, record, text } from './shape.ts';

/** The form of an opening (开封), field by field. */
export const openingShape = record({
  format: oneOf('sortition/opening/v1'),
  intentHash: hash,
  unitId: text,
  stratum: text,
  weight,
  salt: hash,
  labelSalt: hash,
});
