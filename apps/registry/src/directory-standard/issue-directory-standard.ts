import { dayOf, newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, INSPECTOR_CATEGORIES, OBJECT_KINDS, type Profile } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { ownDepartment } from '../department/own-department.ts';
import type { AgreeDirectoryStandardInput, ProposeDirectoryStandardInput } from '../generated/resolvers.ts';
import { rulesInForce } from '../rules-of.ts';
import { findStandards, putStandard, standardInForce, standardsOf } from './directory-standard.store.ts';

/** Who speaks for each issuer that a profile names. */
const ISSUER_ROLES: Readonly<Record<string, string>> = { MUNICIPAL_AMR: 'DIRECTORY_MANAGER', MUNICIPAL_JUSTICE: 'JUSTICE_REVIEWER' };

const FIELD = /^[a-zA-Z]{1,40}$/;

interface Issuer {
  readonly departmentId: string;
  readonly profile: Profile;
  readonly issuer: string;
}

/** The issuer for which the caller speaks; a place whose text names none has no such standards. */
async function issuerOf(tx: Tx, act: Act): Promise<Outcome<Issuer>> {
  const own = await ownDepartment(tx, act, Object.values(ISSUER_ROLES), null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const { standardIssuers } = profile.value.directory;
  const issuer = standardIssuers.value.find((each) => act.identity.roles.includes(ISSUER_ROLES[each] ?? '') && own.value.level === 'MUNICIPAL');
  return issuer === undefined
    ? refuse('FORBIDDEN', clauseOf(standardIssuers), { issuers: [...standardIssuers.value], level: own.value.level })
    : ok({ departmentId: own.value.id, profile: profile.value, issuer });
}

/** The next version of a standard; it is in force once all issuers stand behind it. CC art.7. */
export async function proposeDirectoryStandard(tx: Tx, act: Act, input: ProposeDirectoryStandardInput): Promise<Outcome<{ standardId: string }>> {
  const caller = await issuerOf(tx, act);
  if (!caller.ok) return caller;
  const { profile, issuer, departmentId } = caller.value;
  const clause = clauseOf(profile.directory.standardIssuers);
  const strange = input.requiredFields.find((field) => !FIELD.test(field));
  if (strange !== undefined) return refuse('INVALID_VALUE', clause, { field: 'requiredFields', value: strange });
  const known: readonly string[] = input.directory === 'OBJECT' ? OBJECT_KINDS : INSPECTOR_CATEGORIES;
  const unknown = (input.classes ?? []).find((each) => !known.includes(each));
  if (unknown !== undefined) return refuse('INVALID_VALUE', clause, { field: 'classes', value: unknown, allowed: known });
  const [newest] = await standardsOf(tx, profile.code, input.directory);
  if (newest?.state === 'PROPOSED') return refuse('CONFLICT', clause, { standardId: newest.id, version: newest.version });
  const row = {
    id: newId(), profile: profile.code, directory: input.directory, version: (newest?.version ?? 0) + 1, requiredFields: [...new Set(input.requiredFields)], classes: [...new Set(input.classes ?? [])],
    state: 'PROPOSED', departmentId, issuers: [issuer], inForceOn: null, updatedAt: act.now,
  };
  await putStandard(tx, row);
  recordChange(tx, { entity: 'DirectoryStandard', entityId: row.id, before: null, after: row });
  return ok({ standardId: row.id });
}

/** Another issuer stands behind a proposed standard; with the last of them it takes the place of the one before. */
export async function agreeDirectoryStandard(tx: Tx, act: Act, input: AgreeDirectoryStandardInput): Promise<Outcome<{ standardId: string }>> {
  const caller = await issuerOf(tx, act);
  if (!caller.ok) return caller;
  const { profile, issuer } = caller.value;
  const { standardIssuers } = profile.directory;
  const [before] = await findStandards(tx, [input.standardId]);
  if (before === undefined || before.profile !== profile.code) return refuse('NOT_FOUND', null, { standardId: input.standardId });
  if (before.state !== 'PROPOSED') return refuse('INVALID_TRANSITION', clauseOf(standardIssuers), { from: before.state, to: 'IN_FORCE' });
  const issuers = [...new Set([...before.issuers, issuer])];
  const complete = standardIssuers.value.every((each) => issuers.includes(each));
  const old = complete ? await standardInForce(tx, profile.code, before.directory === 'OBJECT' ? 'OBJECT' : 'INSPECTOR') : undefined;
  if (old !== undefined) await putStandard(tx, { ...old, state: 'SUPERSEDED', updatedAt: act.now });
  const after = { ...before, issuers, state: complete ? 'IN_FORCE' : 'PROPOSED', inForceOn: complete ? dayOf(act.now) : null, updatedAt: act.now };
  await putStandard(tx, after);
  recordChange(tx, { entity: 'DirectoryStandard', entityId: after.id, before, after });
  return ok({ standardId: after.id });
}
