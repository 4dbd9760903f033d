import { z } from 'zod';
import { day, id } from './shared-shapes.ts';

/** A demand of an enterprise was registered, or went on to another state or department. GA art.47. */
export const demandChanged = z.object({ demandId: id, departmentId: id, state: z.string(), registeredOn: day });
