import type { ObjectDrawRow, DrawnObjectRow } from './object-draw.store.ts';

type Listed = Pick<DrawnObjectRow, 'objectId' | 'order' | 'stratum' | 'probability'>;

/** What proves a list: its certificate, or for a list of another platform the hash of the record of its import. */
export const proofOf = (draw: Pick<ObjectDrawRow, 'certificateHash' | 'intentHash'>): string => draw.certificateHash ?? draw.intentHash;

/** A sealed frame parts its units by something secret, such as credit classes: names never stand beside stratum or place. SAMR 2.5. */
export const isSealed = ({ intent }: Pick<ObjectDrawRow, 'intent'>): boolean => intent !== '' && (JSON.parse(intent) as { units?: unknown }).units === 'SEALED';

/** The list as the other services and the participants learn it: of a sealed draw by name alone, in the order of the ids. */
export const toldObjects = (draw: Pick<ObjectDrawRow, 'intent'>, list: readonly Listed[]): Listed[] =>
  isSealed(draw)
    ? list.map(({ objectId }) => objectId).toSorted().map((objectId, index) => ({ objectId, order: index + 1, stratum: 'SEALED', probability: '' }))
    : list.map(({ objectId, order, stratum, probability }) => ({ objectId, order, stratum, probability }));
