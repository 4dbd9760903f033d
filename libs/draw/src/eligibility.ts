import { INELIGIBILITIES, type DepartmentDemand, type Ineligibility, type InspectorCandidate, type TeamDemand } from './inspector-demand.ts';

type Objection = (candidate: InspectorCandidate, team: TeamDemand, demand: DepartmentDemand) => boolean;

const OBJECTIONS: Readonly<Record<Ineligibility, Objection>> = {
  INACTIVE: ({ active }) => !active,
  CERTIFICATE_EXPIRED: ({ certificateExpires }, { on }) => certificateExpires !== null && certificateExpires < on,
  NOT_QUALIFIED: ({ qualified }, _team, { members, qualifiedMinimum }) => !qualified && qualifiedMinimum >= members,
  SPECIALTY_MISSING: (candidate, _team, { specialties }) => specialties.length > 0 && !specialties.some((one) => candidate.specialties.includes(one)),
  MODE_MISSING: ({ modeTags }, { modeTag }) => modeTag !== null && !modeTags.includes(modeTag),
  OUTSIDE_BOUNDARY: ({ divisions }, { division }) => division !== null && divisions.length > 0 && !divisions.some((code) => division.startsWith(prefixOf(code))),
  RECUSED: ({ recusedFrom }, { subjectId }) => recusedFrom.includes(subjectId),
};

/** The leading digits that all divisions within one share: 500000 is 50, 500100 is 5001. */
const prefixOf = (code: string): string => (code.length === 6 ? code.replace(/(?:00)+$/, '') : code);

/** Why a candidate of the demanding department cannot be in the team; null when eligible. */
export const ineligibilityOf = (candidate: InspectorCandidate, team: TeamDemand, demand: DepartmentDemand): Ineligibility | null =>
  INELIGIBILITIES.find((reason) => OBJECTIONS[reason](candidate, team, demand)) ?? null;
