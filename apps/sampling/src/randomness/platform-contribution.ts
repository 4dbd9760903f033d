import { randomBytes } from 'node:crypto';
import type { Contribution } from '@sortition/draw';

/** The platform's own part of a seed: 32 bytes of the operating system's, or those to which it bound itself in the intent. */
export const platformContribution = (value = randomBytes(32).toString('hex')): Contribution => ({ source: 'platform', encoding: 'hex', value });
