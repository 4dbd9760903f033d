import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import type { Act, Tx } from '@sortition/service-kit';
import { rulesOf } from '../rules-of.ts';
import { findPublication, lockPublication, profileOfHiddenPublication, type PublicationRow } from './publication.store.ts';

export interface OwnPublication {
  readonly row: PublicationRow;
  readonly profile: Profile;
}

/** The publication, locked for its own department; to everybody else FORBIDDEN, with the principle of the profile as clause. CQ 8.8.1. */
export async function loadOwnPublication(tx: Tx, act: Act, id: string): Promise<Outcome<OwnPublication>> {
  const visible = await findPublication(tx, id);
  const rules = visible?.profile ?? await profileOfHiddenPublication(tx, id);
  if (rules === undefined) return refuse('NOT_FOUND', null, { entity: 'Publication', id });
  const profile = rulesOf(rules);
  const forbidden = refuse('FORBIDDEN', clauseOf(profile.publication.principle), { relation: 'INSPECTING_DEPARTMENT' });
  if (visible === undefined || visible.departmentId !== act.identity.department) return forbidden;
  const row = await lockPublication(tx, id);
  return row === undefined ? forbidden : ok({ row, profile });
}
