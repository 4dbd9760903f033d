import { completeUscc, organisationCheckCharacter, registrationCheckDigit } from '@sortition/identifiers';
import { unwrap } from './unwrap.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const PLACES = 6;
const SPACE = ALPHABET.length ** PLACES;
/** Has no factor of 31 in it, so that every serial number gets another code. */
const STEP = 7_654_321;

/** Codes that begin so are given to nobody: an invented enterprise is never a real one. */
const NOBODY = 'YY';

function organisationCode(serial: number): string {
  let left = ((serial % SPACE) * STEP) % SPACE;
  let code = '';
  for (let place = 0; place < PLACES; place += 1) {
    code = ALPHABET.charAt(left % ALPHABET.length) + code;
    left = Math.floor(left / ALPHABET.length);
  }
  const body = `${NOBODY}${code}`;
  return body + (organisationCheckCharacter(body) ?? '');
}

/**
 * A valid unified social credit code (GB 32100) that belongs to nobody.
 * @param kind registration authority and category, such as `91` for an enterprise
 * @param division where it was registered, under the codes of that day
 */
export const creditCode = (kind: string, division: string, serial: number): string => unwrap(completeUscc(`${kind}${division}${organisationCode(serial)}`)).text;

/** A valid registration number (注册号) of before the unified code. */
export function registrationNumber(division: string, serial: number): string {
  const body = `${division}${String(serial % 100_000_000).padStart(8, '0')}`;
  return body + (registrationCheckDigit(body) ?? '');
}
