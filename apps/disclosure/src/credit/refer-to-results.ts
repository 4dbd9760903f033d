import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { resolveProfile } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { findDepartment } from '../department/department.store.ts';
import { listPublicResults, type PublicResultRow } from '../public-result/public-result.store.ts';
import { creditQuery } from './credit-query.table.ts';
import { purposeIsListed } from './credit.rules.ts';

const MOST_RESULTS = 200;

export interface CreditFacts {
  readonly id: string;
  readonly uscc: string;
  readonly purpose: string;
  readonly askedAt: Date;
  readonly results: readonly PublicResultRow[];
}

/** The published results of an entity for a named use. Nobody learns them here without leaving a trace of having asked. CQ 10.2. */
export async function referToResults(tx: Tx, act: Act, { uscc, purpose }: { readonly uscc: string; readonly purpose: string }): Promise<Outcome<CreditFacts>> {
  const { department, subject } = act.identity;
  const own = department === null ? undefined : await findDepartment(tx, department);
  if (own === undefined) return refuse('FORBIDDEN', null, { relation: 'DEPARTMENT' });
  const profile = resolveProfile(own.profile);
  if (!profile.ok) return profile;
  const listed = purposeIsListed(profile.value, purpose);
  if (!listed.ok) return listed;
  if (!/^[0-9A-Z]{18}$/.test(uscc)) return refuse('INVALID_VALUE', null, { field: 'uscc' });

  const results = (await listPublicResults(tx, { uscc }, { first: MOST_RESULTS, after: null })).slice(0, MOST_RESULTS);
  const id = newId();
  await tx.insert(creditQuery).values({ id, uscc, purpose, askedBy: subject, departmentId: own.id, results: results.length, askedAt: act.now });
  recordChange(tx, { entity: 'CreditQuery', entityId: id, before: null, after: { uscc, purpose, results: results.length } });
  return ok({ id, uscc, purpose, askedAt: act.now, results });
}
