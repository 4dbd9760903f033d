import { z } from 'zod';

/**
 * What the public reads has changed: whoever keeps answers with these GraphQL types forgets them. Written by a trigger of the database,
 * beside whatever else the transaction tells.
 */
export const publicDataChanged = z.object({ types: z.array(z.string()).min(1) });
