import type { InspectionMeans } from './schema/inspection.schema.ts';

const ON_A_GROUND_OF_ITS_OWN: readonly string[] = ['DIRECT', 'CAMPAIGN', 'PASSIVE'];

/** SY art.4: inspection by lot is the basic means; what a task inspects on a ground of its own supplements it. */
export const meansOf = (origin: string): InspectionMeans => (ON_A_GROUND_OF_ITS_OWN.includes(origin) ? 'KEY_SUPERVISION' : 'DOUBLE_RANDOM');
