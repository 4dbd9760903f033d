import { dayOf, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import type { Act, Tx } from '@sortition/service-kit';
import { profileOfTask } from '../task/profile-of-task.ts';
import { findTask } from '../task/task.store.ts';
import { listTasksOfInspector } from '../team/team.store.ts';
import { findLastEnded } from '../visit/visit.store.ts';
import { changesBetween, registrationFacts, type RegistrationChange } from './object-profile.rules.ts';
import { findNewestSnapshot, findSnapshot, listFacts } from './object.store.ts';

type SectionKind = 'REGISTRATION' | 'PERMIT' | 'FILING' | 'PENALTY';

interface Fact {
  readonly key: string;
  readonly value: string;
  readonly issuedBy: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

export interface PreparationView {
  readonly object: { readonly id: string };
  readonly sections: readonly { readonly kind: SectionKind; readonly facts: readonly Fact[] }[];
  readonly lastInspectedOn: string | null;
  readonly changesSinceLastInspection: readonly RegistrationChange[];
}

/** CQ 8.6.1: for the inspectors of the object and nobody else; which sections, the profile of their task says. */
export async function readObjectProfile(tx: Tx, act: Act, objectId: string): Promise<Outcome<PreparationView>> {
  const [taskId] = await listTasksOfInspector(tx, objectId, act.identity.subject);
  const task = taskId === undefined ? undefined : await findTask(tx, taskId);
  if (task === undefined) return refuse('FORBIDDEN', null, { objectId, relation: 'TEAM_MEMBER' });
  const opened = profileOfTask(task).objectProfile.sections;
  const newest = await findNewestSnapshot(tx, objectId);
  if (newest === undefined) return refuse('REFERENCE_MISSING', clauseOf(opened), { objectId });
  const facts = await listFacts(tx, [objectId]);
  const factsOf = (kind: SectionKind): Fact[] => (kind === 'REGISTRATION'
    ? registrationFacts(newest).map((fact) => ({ ...fact, issuedBy: null, validFrom: null, validUntil: null }))
    : facts.filter(({ section }) => section === kind));
  const last = await findLastEnded(tx, objectId);
  const seen = last === undefined ? undefined : await findSnapshot(tx, last.taskId, objectId);
  return ok({
    object: { id: objectId },
    sections: opened.value.map((kind) => ({ kind, facts: factsOf(kind) })),
    lastInspectedOn: last?.endedAt ? dayOf(last.endedAt) : null,
    changesSinceLastInspection: seen === undefined ? [] : changesBetween(seen, newest),
  });
}
