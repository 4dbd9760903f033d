import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type DeepReadonly, type InspectorScheme, type Profile } from '@sortition/profiles';

interface Choice {
  /** The way that the scheme of the task names. */
  readonly ofTask: string | null;
  /** The way that the call names. */
  readonly ofCall: string | null;
  readonly specialties: readonly string[];
}

/**
 * The way of assignment (抽取方式) for a task: as its scheme says, else as the caller does, else the profile's first. Ways are data of the
 * profile; of several versions the latest counts. SAMR 2.4, SY art.13(2).
 */
export function wayOfAssignment(profile: Profile, { ofTask, ofCall, specialties }: Choice): Outcome<DeepReadonly<InspectorScheme>> {
  const { schemes, schemeRequired } = profile.draw.inspector;
  if (schemeRequired.value === true && ofTask === null) return refuse('MISSING_FIELD', clauseOf(schemeRequired), { field: 'inspectorDrawMode' });
  if (ofTask !== null && ofCall !== null && ofTask !== ofCall) return refuse('INVALID_VALUE', clauseOf(schemes), { field: 'scheme', value: ofCall, allowed: [ofTask] });
  const known = schemes.value ?? [];
  const name = ofTask ?? ofCall ?? known[0]?.name;
  const [way] = known.filter((each) => each.name === name).toSorted((a, b) => b.version - a.version);
  if (way === undefined) return refuse('INVALID_VALUE', clauseOf(schemes), { field: 'scheme', value: name ?? null, allowed: known.map((each) => each.name) });
  return way.constraints.includes('SPECIALTY') && specialties.length === 0 ? refuse('MISSING_FIELD', clauseOf(schemes), { field: 'specialties' }) : ok(way);
}
