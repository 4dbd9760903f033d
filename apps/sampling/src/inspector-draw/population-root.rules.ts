import { FrameHasher, type Hasher, type InspectorIntent } from '@sortition/draw';
import { invariant } from '@sortition/kernel';

/** The root over all candidates, as the public log keeps it: nobody can be added or left out later. */
export function populationRootOf({ candidates }: InspectorIntent, hasher: Hasher): string {
  const frame = new FrameHasher(hasher);
  for (const { inspectorId, department } of candidates) invariant(frame.add({ unitId: inspectorId, stratum: department, weight: 1 }) === null, 'candidates come in the order of their ids');
  return frame.finish().root;
}
