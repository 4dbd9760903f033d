import { z } from 'zod';
import { day, id } from './shared-shapes.ts';

/** The last day on which a department may make its result of a visit public is counted, or counted anew. CC art.22. */
export const publicationDue = z.object({ publicationId: id, inspectionId: id, taskId: id, objectId: id, departmentId: id, dueOn: day });
