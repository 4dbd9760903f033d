import { dayOf, invariant, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand, type Profile } from '@sortition/profiles';
import type { EventPayload } from '@sortition/events';
import { appendEvent, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { nextReviewerOf, planMayBecome, reviewChainOf } from './annual-plan.rules.ts';
import { updatePlan, type AnnualPlanRow } from './annual-plan.store.ts';
import { ownPlanForChange, type PlanAndProfile } from './own-plan.ts';
import { deadlineOf, isAfterDeadline } from './plan-deadline.rules.ts';
import { planIsReady, type ReadyEntry } from './plan-readiness.rules.ts';
import { findRevision, updateRevision } from './plan-revision.store.ts';
import { liveEntriesOf } from './ready-entries.ts';
import { submitPlan, type AnnualPlanInput } from './submit-annual-plan.ts';

type SentEntry = EventPayload<'PlanPublished'>['entries'][number];

/** An entry as the public reads it; risk and credit strata stay on the side of the staff. SAMR 2.5. */
function sentEntry(entry: ReadyEntry): SentEntry {
  const { name, leadDepartmentId, objectScope, periodFrom, periodTo, ratio, objectCount } = entry;
  return {
    entryId: entry.id,
    name: name ?? objectScope ?? '',
    leadDepartmentId: leadDepartmentId ?? '',
    participatingDepartmentIds: [...entry.participatingDepartmentIds],
    items: entry.items.map(({ itemId, departmentId, name: itemName, itemClass }) => ({ itemId, departmentId, name: itemName, itemClass })),
    objectScope: objectScope ?? '',
    period: { from: periodFrom ?? '', to: periodTo ?? '' },
    ratio: ratio ?? '0',
    objectCount: objectCount ?? 0,
  };
}

/** Approved, by the review that the profile asks for; where it asks for none, publishing submits by itself. */
async function approvedPlan(tx: Tx, act: Act, found: PlanAndProfile): Promise<Outcome<AnnualPlanRow>> {
  const { plan, profile } = found;
  if (plan.state === 'APPROVED') return ok(plan);
  const isBeforeApproval = plan.state !== 'PUBLISHING' && plan.state !== 'PUBLISHED';
  if (isBeforeApproval && nextReviewerOf(profile, { ...plan, reviewed: 0 }) !== null) return refuse('PLAN_NOT_REVIEWED', reviewChainOf(profile, plan).clause, { state: plan.state });
  return submitPlan(tx, act, found);
}

function eventOf(plan: AnnualPlanRow, profile: Profile, entries: readonly ReadyEntry[], facts: { readonly reason: string | null; readonly channels: readonly string[]; readonly now: Date }): EventPayload<'PlanPublished'> {
  const publishedOn = dayOf(facts.now);
  const deadline = deadlineOf(profile, plan.year);
  return {
    planId: plan.id, revision: plan.workingRevision, name: plan.name, year: plan.year, departmentId: plan.departmentId, level: plan.level, divisionCode: plan.divisionCode,
    publishedOn,
    late: plan.workingRevision === 1 && deadline?.event === 'PUBLISHED' ? isAfterDeadline(deadline, publishedOn) : plan.late ?? false,
    reason: facts.reason, channels: [...facts.channels], entries: entries.map(sentEntry), profile: profile.code, profileHash: plan.profileHash,
  };
}

/** Sends a plan or its adjustment to the channels; it counts as public when all of them have taken it. CQ 7.2, CQ 7.4. */
export async function publishAnnualPlan(tx: Tx, act: Act, { planId }: AnnualPlanInput): Promise<Outcome<{ planId: string }>> {
  const own = await ownPlanForChange(tx, act, planId);
  if (!own.ok) return own;
  const { profile } = own.value;
  const approved = await approvedPlan(tx, act, own.value);
  if (!approved.ok) return approved;
  const plan = approved.value;
  const clause = clauseOf(profile.plan.channels);
  const possible = planMayBecome(plan.state, 'PUBLISHING', clause);
  if (!possible.ok) return possible;
  const entries = await liveEntriesOf(tx, planId);
  const ready = planIsReady(profile, entries);
  if (!ready.ok) return ready;
  const channels = demand(profile.plan.channels);
  if (!channels.ok) return channels;

  const revision = await findRevision(tx, planId, plan.workingRevision);
  invariant(revision !== undefined, 'a plan has a revision in preparation');
  const sent = eventOf(plan, profile, entries, { reason: revision.reason, channels: channels.value, now: act.now });
  await updateRevision(tx, planId, plan.workingRevision, { publishedOn: sent.publishedOn, sent });
  await updatePlan(tx, planId, { state: 'PUBLISHING' });
  recordChange(tx, { entity: 'AnnualPlan', entityId: planId, before: { state: plan.state }, after: { state: 'PUBLISHING', revision: plan.workingRevision } });
  await appendEvent(tx, act, 'PlanPublished', sent);
  return ok({ planId });
}
