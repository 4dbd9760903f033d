import { z } from 'zod';
import { id } from './shared-shapes.ts';

/** What a department still lacks of the list, directories and rules that its place asks for before it supervises (一单、两库、一细则). GA art.5. */
export const departmentReadinessChanged = z.object({ departmentId: id, missing: z.array(z.string()) });
