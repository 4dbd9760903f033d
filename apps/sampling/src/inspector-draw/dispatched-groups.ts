import type { Tx } from '@sortition/service-kit';
import { nativeSha256 } from '../frame/native-sha256.ts';
import { listDrawnObjects, type DrawnObjectRow, type ObjectDrawRow } from '../object-draw/object-draw.store.ts';
import { findRosterObjects } from '../roster/roster-lookup.store.ts';
import { groupsOf, type SubjectGroup } from './object-groups.rules.ts';

export interface DispatchedList {
  readonly objects: ObjectDrawRow;
  readonly listVersion: number;
}

/** The objects of a list and the groups into which they are dealt. */
export async function dispatchedGroups(tx: Tx, { objects, listVersion }: DispatchedList, count: (listed: number) => number): Promise<{ readonly list: readonly DrawnObjectRow[]; readonly groups: readonly SubjectGroup[] }> {
  const list = await listDrawnObjects(tx, objects.id, listVersion);
  const places = new Map((await findRosterObjects(tx, list.map(({ objectId }) => objectId))).map((row) => [row.id, row]));
  const listed = list.map(({ objectId, ticket }) => ({ objectId, ticket, divisionCode: places.get(objectId)?.divisionCode ?? '', tags: places.get(objectId)?.tags ?? [] }));
  // a list that another platform drew has no certificate; its document stands for it
  const certificateHash = objects.certificateHash ?? objects.documentHash ?? objects.id;
  return { list, groups: groupsOf(listed, { certificateHash, listVersion, count: count(list.length) }, nativeSha256) };
}
