/**
 * The codes that enterprises, places, trades and people go by in China, each by its national standard. What a standard does not
 * allow is `INVALID_VALUE` with the field and one precise reason.
 */
export { parseUscc, completeUscc, usccCheckCharacter, type Uscc } from './uscc.ts';
export { organisationCheckCharacter } from './organisation-code.ts';
export { parseRegistrationNumber, registrationCheckDigit, type RegistrationNumber } from './registration-number.ts';
export { parseCitizenId, citizenIdCheckCharacter, type CitizenId } from './citizen-id.ts';
export { maskCitizenId, maskName, maskPhone } from './masks.ts';
export { parseDivisionCode, type DivisionCode, type DivisionLevel } from './division-code.ts';
export { divisionAt, divisionParents, divisionsWithin, divisionSuccessor, type Succession } from './division.ts';
export type { Division } from './division-history.ts';
export { industriesUnder, industryOf, industryPath, type Industry, type IndustryLevel } from './industry.ts';
