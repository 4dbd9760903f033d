import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { parseDivisionCode } from '@sortition/identifiers';
import { clauseOf, type ExpertKind } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type PersonalData, type Tx } from '@sortition/service-kit';
import { ownDepartment } from '../department/own-department.ts';
import type { SaveExpertInput } from '../generated/resolvers.ts';
import type { OfExpert } from '../payloads.ts';
import { rulesInForce } from '../rules-of.ts';
import { findExperts, putExpert, type ExpertRow } from './expert.store.ts';

/** Enters or changes an assisting party: never an inspector, whatever it knows. CQ 5.3.3. */
export const saveExpert = (personalData: PersonalData) => async (tx: Tx, act: Act, input: SaveExpertInput): Promise<Outcome<OfExpert>> => {
  const own = await ownDepartment(tx, act, ['DIRECTORY_MANAGER'], null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const { kinds } = profile.value.expertDirectory;
  const clause = clauseOf(kinds);
  const known: readonly string[] = kinds.value ?? [];
  if (!known.includes(input.kind)) return refuse('INVALID_VALUE', clause, { field: 'kind', value: input.kind, allowed: known });
  const services: readonly string[] = profile.value.thirdParty.services.value;
  const strange = input.services?.find((service) => !services.includes(service));
  if (strange !== undefined) return refuse('INVALID_VALUE', clauseOf(profile.value.thirdParty.services), { field: 'services', value: strange, allowed: services });
  const name = (input.name ?? '').trim();
  if (name === '') return refuse('MISSING_FIELD', clause, { field: 'name' });
  const division = parseDivisionCode(input.divisionCode ?? own.value.divisionCode);
  if (!division.ok) return division;
  const [before] = input.id == null ? [] : await findExperts(tx, [input.id]);
  if (input.id != null && before === undefined) return refuse('NOT_FOUND', null, { expertId: input.id });
  if (before !== undefined && before.departmentId !== own.value.id) return refuse('FORBIDDEN', clause, { department: own.value.id });
  const row: ExpertRow = {
    id: before?.id ?? newId(), kind: input.kind, name, organisation: input.organisation ?? null, specialties: [...new Set(input.specialties ?? [])],
    services: [...new Set(input.services ?? before?.services ?? [])], qualificationNo: input.qualificationNo ?? before?.qualificationNo ?? null,
    qualificationExpiresOn: input.qualificationExpiresOn ?? before?.qualificationExpiresOn ?? null,
    phoneSealed: input.phone == null ? before?.phoneSealed ?? null : personalData.seal(input.phone), divisionCode: division.value.text, departmentId: own.value.id,
    active: input.active ?? true, updatedAt: act.now,
  };
  await putExpert(tx, row);
  recordChange(tx, { entity: 'Expert', entityId: row.id, before: before === undefined ? null : audited(before), after: audited(row) });
  await appendEvent(tx, act, 'ExpertSaved', {
    expertId: row.id, departmentId: row.departmentId, divisionCode: row.divisionCode, nature: BODIES.some((kind) => kind === row.kind) ? 'BODY' : 'PERSON', kind: row.kind,
    specialties: row.specialties, services: row.services, active: row.active,
    qualification: row.qualificationNo === null ? null : { number: row.qualificationNo, expiresOn: row.qualificationExpiresOn },
  });
  return ok({ expertId: row.id });
};

/** The kinds that are organisations, whose qualification has to be valid. CC art.13. */
const BODIES: readonly ExpertKind[] = ['TESTING_BODY', 'RESEARCH_INSTITUTE', 'PROFESSIONAL_BODY'];

const audited = ({ phoneSealed, ...row }: ExpertRow): object => ({ ...row, phone: phoneSealed === null ? null : 'sealed' });
