import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordNoChange, type Act, type PersonalData, type Tx } from '@sortition/service-kit';
import { ownDepartment } from '../department/own-department.ts';
import type { ImportInspectorsInput } from '../generated/resolvers.ts';
import { lockRoster } from '../roster/roster.store.ts';
import { tellInspectorRoster } from '../roster/tell-roster.ts';
import { rulesInForce } from '../rules-of.ts';
import { inspectorsNamed, type InspectorRow } from './inspector.store.ts';
import { enterInspector } from './save-inspector.ts';

const MOST = 500;

export interface ImportedInspectorAnswer {
  readonly line: number;
  readonly outcome: 'CREATED' | 'UPDATED' | 'REFUSED';
  readonly inspectorId: string | null;
  readonly code: string | null;
  readonly field: string | null;
}

/** Takes the inspectors that a department keeps elsewhere, each on its own. CC art.7. */
export const importInspectors = (personalData: PersonalData) => async (tx: Tx, act: Act, input: ImportInspectorsInput): Promise<Outcome<{ rows: ImportedInspectorAnswer[] }>> => {
  const own = await ownDepartment(tx, act, ['DIRECTORY_MANAGER'], null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  if (!profile.ok) return profile;
  if (input.rows.length > MOST) return refuse('INVALID_VALUE', clauseOf(profile.value.directory.directImport), { field: 'rows', max: MOST });
  const version = await lockRoster(tx, 'INSPECTOR');
  const stored: InspectorRow[] = [];
  const rows: ImportedInspectorAnswer[] = [];
  for (const [index, draft] of input.rows.entries()) {
    const namesakes = await inspectorsNamed(tx, own.value.id, draft.name == null ? [] : [draft.name.trim()]);
    const before = namesakes.find(({ phoneSealed }) => (phoneSealed === null ? null : personalData.open(phoneSealed)) === (draft.phone?.trim() ?? null)) ?? null;
    const entered = await enterInspector(tx, act, { personalData, profile: profile.value, department: own.value, before, draft, newId: newId(), rosterVersion: version + 1 });
    const line = index + 1;
    if (entered.ok) {
      stored.push(entered.value);
      rows.push({ line, outcome: before === null ? 'CREATED' : 'UPDATED', inspectorId: entered.value.id, code: null, field: null });
    } else rows.push({ line, outcome: 'REFUSED', inspectorId: null, code: entered.error.code, field: String(entered.error.details['field'] ?? '') });
  }
  if (stored.length === 0) recordNoChange(tx);
  await tellInspectorRoster(tx, act, version, stored);
  return ok({ rows });
};
