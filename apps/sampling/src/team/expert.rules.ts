import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand, type Profile } from '@sortition/profiles';
import type { RosterExpertRow } from '../roster/roster-expert.store.ts';

export interface Engagement {
  readonly kind?: 'PERSON' | 'BODY' | null | undefined;
  readonly reason: string;
  /** The item for which help is needed. */
  readonly itemId?: string | null | undefined;
  /** What a body is entrusted with. */
  readonly services?: readonly string[] | null | undefined;
}

interface Occasion {
  /** The items of the task that its scheme marks as special. */
  readonly specialItemIds: readonly string[];
  /** The last day of the task. */
  readonly until: string;
}

/** Experts assist where the text lets them, and in some places for special items only (特殊事项). SY art.3, CC art.13, CQ 8.5.4. */
export function helpIsAllowed({ reason, itemId }: Engagement, { specialItemIds }: Occasion, profile: Profile): Outcome<true> {
  const { expertAllowed } = profile.team;
  const clause = clauseOf(expertAllowed);
  if (reason.trim() === '') return refuse('MISSING_FIELD', clause, { field: 'reason' });
  const admission = demand(expertAllowed);
  if (!admission.ok) return admission;
  const special = typeof itemId === 'string' ? specialItemIds.includes(itemId) : specialItemIds.length > 0;
  const allowed = admission.value === 'ALLOWED' || (admission.value === 'SPECIAL_ITEMS' && special);
  return allowed ? ok(true) : refuse('EXPERT_NOT_ALLOWED', clause, { item: itemId ?? null });
}

/** A body may do what it is asked, and is qualified to the end of the task. CC art.13, art.16. */
function bodyIsQualified(expert: RosterExpertRow, services: readonly string[], until: string, profile: Profile): Outcome<true> {
  const { services: known } = profile.thirdParty;
  const clause = clauseOf(known);
  const strange = services.find((service) => !known.value.some((each) => each === service));
  if (strange !== undefined) return refuse('INVALID_VALUE', clause, { field: 'services', value: strange, allowed: [...known.value] });
  const { qualificationNo, qualificationExpiresOn: expiresOn } = expert;
  const valid = qualificationNo !== null && (expiresOn === null || expiresOn >= until) && services.every((service) => expert.services.includes(service));
  return valid ? ok(true) : refuse('THIRD_PARTY_NOT_QUALIFIED', clause, { expertId: expert.id, qualification: qualificationNo, expiresOn, neededUntil: until });
}

/** Whether this expert or body can give the help: of the directory, active, of the kind that is asked for, a body qualified. CQ 5.3.3, CC art.13. */
export function expertCanAssist(expert: RosterExpertRow | undefined, engagement: Engagement, occasion: Occasion, profile: Profile): Outcome<RosterExpertRow> {
  const clause = clauseOf(profile.expertDirectory.kinds);
  if (expert === undefined) return refuse('INVALID_VALUE', clause, { field: 'expertId' });
  if (!expert.active) return refuse('EXPERT_INACTIVE', clause, { expertId: expert.id });
  if ((engagement.kind ?? expert.nature) !== expert.nature) return refuse('INVALID_VALUE', clause, { field: 'kind', value: engagement.kind ?? null, allowed: [expert.nature] });
  if (expert.nature === 'PERSON') return ok(expert);
  const qualified = bodyIsQualified(expert, engagement.services ?? [], occasion.until, profile);
  return qualified.ok ? ok(expert) : qualified;
}
