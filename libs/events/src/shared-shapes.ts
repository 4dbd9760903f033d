import { z } from 'zod';

export const id = z.uuid();
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const instant = z.iso.datetime({ offset: true });
export const divisionCode = z.string().regex(/^\d{6}$/);

/** Under which rules something was made: the profile's code, and the hash of the version that was in force. */
export const profileStamp = z.object({ profile: z.string(), profileHash: z.string() });

/** A ratio or a probability as decimal text: exact, and never a binary fraction. */
export const ratio = z.string().regex(/^(0|0?\.\d+|0\.\d+|1|1\.0+)$/);

export const period = z.object({ from: day, to: day });
