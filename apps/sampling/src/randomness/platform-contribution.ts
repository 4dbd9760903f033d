import { randomBytes } from 'node:crypto';
import type { Contribution } from '@sortition/draw';

/** The platform's own part of the seed: made after the intent is on record, never before. */
export const platformContribution = (): Contribution => ({ source: 'platform', encoding: 'hex', value: randomBytes(32).toString('hex') });
