import { dayOf, newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { gainAssets } from '../department/gain-assets.ts';
import { ownDepartment } from '../department/own-department.ts';
import type { SaveRuleDocumentInput } from '../generated/resolvers.ts';
import { rulesInForce } from '../rules-of.ts';
import { documentInForce, findDocuments, newestDocumentVersion, putDocument, type RuleDocumentRow } from './rule-document.store.ts';

/** Saves a rule document as a draft, or puts it into force in the place of the version before. CQ 6.1, SY art.5(2), GA art.5. */
export async function saveRuleDocument(tx: Tx, act: Act, input: SaveRuleDocumentInput): Promise<Outcome<{ documentId: string }>> {
  const own = await ownDepartment(tx, act, ['LIST_MANAGER', 'LEGAL_REVIEWER'], null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const clause = clauseOf(profile.value.rules.versioned);
  const ownRules = input.kind === 'DETAILED_RULES';
  // rules for a whole jurisdiction come from the municipal level, a department's own from itself
  if (!ownRules && own.value.level !== 'MUNICIPAL' && own.value.level !== 'PROVINCIAL') return refuse('FORBIDDEN', clause, { level: own.value.level });
  const [draft] = input.id == null ? [] : await findDocuments(tx, [input.id]);
  if (input.id != null && draft === undefined) return refuse('NOT_FOUND', null, { documentId: input.id });
  if (draft !== undefined && draft.departmentId !== own.value.id) return refuse('FORBIDDEN', clause, { department: own.value.id });
  if (draft !== undefined && draft.state !== 'DRAFT') return refuse('INVALID_TRANSITION', clause, { from: draft.state, to: 'DRAFT' });
  for (const field of ['title', 'content'] as const) if (input[field].trim() === '') return refuse('MISSING_FIELD', clause, { field });
  const key = draft ?? { departmentId: own.value.id, kind: input.kind, field: input.field?.trim() ?? '' };
  const row: RuleDocumentRow = {
    departmentId: key.departmentId, kind: key.kind, field: key.field, id: draft?.id ?? newId(), version: draft?.version ?? await newestDocumentVersion(tx, key) + 1, profile: own.value.profile,
    title: input.title.trim(), content: input.content, state: input.publish ? 'IN_FORCE' : 'DRAFT', inForceOn: input.publish ? dayOf(act.now) : null, updatedAt: act.now,
  };
  const old = input.publish ? await documentInForce(tx, key) : undefined;
  if (old !== undefined) await putDocument(tx, { ...old, state: 'SUPERSEDED', updatedAt: act.now });
  await putDocument(tx, row);
  recordChange(tx, { entity: 'RuleDocument', entityId: row.id, before: draft ?? null, after: row });
  if (input.publish && ownRules) await gainAssets(tx, act, [{ departmentId: own.value.id, asset: 'DETAILED_RULES' }]);
  return ok({ documentId: row.id });
}
