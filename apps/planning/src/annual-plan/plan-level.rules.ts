import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';

/** Who leads, whether the lead inspects too, and on which levels the others do. */
export interface Constellation {
  readonly leadLevel: string;
  readonly leadExecutes: boolean;
  readonly participantLevels: readonly string[];
}

// a development zone stands beside a county (notice of the Changchun rules)
const levelOf = (level: string): string => (level === 'DEVELOPMENT_ZONE' ? 'COUNTY' : level);

/** The level that makes the joint plan; null where the profile leaves it open. Participants of a county count before those of the city. CC art.12. */
export function planLevelOf(profile: Profile, { leadLevel, leadExecutes, participantLevels }: Constellation): string | null {
  const lead = levelOf(leadLevel);
  const participants = participantLevels.length === 0 ? lead : participantLevels.map(levelOf).includes('COUNTY') ? 'COUNTY' : 'MUNICIPAL';
  const fitting = profile.joint.levelRule.value.find((each) =>
    each.lead === lead && (each.leadExecutes ?? leadExecutes) === leadExecutes && (each.participants ?? participants) === participants);
  return fitting?.planLevel ?? null;
}

export function planIsOfTheRightLevel(profile: Profile, level: string, constellation: Constellation): Outcome<void> {
  const expected = planLevelOf(profile, constellation);
  return expected === null || expected === levelOf(level) ? ok(undefined) : refuse('PLAN_LEVEL_MISMATCH', clauseOf(profile.joint.levelRule), { expected, level });
}
