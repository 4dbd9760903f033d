import { dayOf, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordNoChange, type Act, type Tx } from '@sortition/service-kit';
import { ownDepartment } from '../department/own-department.ts';
import type { TagInspectionObjectsInput } from '../generated/resolvers.ts';
import { lockRoster } from '../roster/roster.store.ts';
import { rulesInForce } from '../rules-of.ts';
import { tagIsKnown } from './check-entry.rules.ts';
import { entryRulesOf } from './entry-rules.ts';
import { findObjects } from './inspection-object.store.ts';
import { entryIsOwn, KEEPERS } from './save-inspection-object.ts';
import { storeObjects } from './store-entry.ts';

const MOST = 1_000;

/** Adds and removes class tags; entries that have them already stay as they are. CQ 5.2.1. */
export async function tagInspectionObjects(tx: Tx, act: Act, input: TagInspectionObjectsInput): Promise<Outcome<{ changed: number }>> {
  const own = await ownDepartment(tx, act, KEEPERS, null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const rules = entryRulesOf(profile.value, dayOf(act.now));
  const [add, remove] = [input.add ?? [], new Set(input.remove ?? [])];
  const unknown = [...add, ...remove].find((tag) => !tagIsKnown(rules, tag));
  if (unknown !== undefined) return refuse('INVALID_VALUE', clauseOf(profile.value.objectDirectory.tagDimensions), { field: 'tag', value: unknown, allowed: rules.tagDimensions });
  if (input.objectIds.length > MOST) return refuse('INVALID_VALUE', null, { field: 'objectIds', max: MOST });
  const version = await lockRoster(tx, 'OBJECT');
  const rows = await findObjects(tx, input.objectIds);
  if (rows.length < new Set(input.objectIds).size) return refuse('NOT_FOUND', null, { found: rows.length, asked: input.objectIds.length });
  for (const row of rows) {
    const allowed = entryIsOwn(profile.value, own.value, row);
    if (!allowed.ok) return allowed;
  }
  const changes = rows.flatMap((before) => {
    const tags = [...new Set([...before.tags, ...add])].filter((tag) => !remove.has(tag));
    const same = tags.length === before.tags.length && tags.every((tag) => before.tags.includes(tag));
    return same ? [] : [{ before, after: { ...before, tags, rowVersion: before.rowVersion + 1, recordedAt: act.now, recordedBy: act.identity.subject, reason: null } }];
  });
  if (changes.length === 0) recordNoChange(tx);
  await storeObjects(tx, act, version, changes);
  return ok({ changed: changes.length });
}
