import { createHash } from 'node:crypto';
import { invariant } from '@sortition/kernel';
import type { Account, Department } from '../issuer/accounts.ts';
import type { Period } from './play-annual-plan.ts';

/** How far a task is played, in the order of clauses 8.2 to 8.8. */
export const STAGES = ['CREATED', 'READY', 'PREPARED', 'DRAWN', 'CONFIRMED', 'DISPATCHED', 'TEAMED', 'SCHEDULED', 'IN_PROGRESS', 'INSPECTED', 'COMPLETED', 'PUBLISHED'] as const;
export type Stage = (typeof STAGES)[number];

/** How a visit can end: the ten codes of CQ 8.7.2, one of which stands in the result. */
export const OUTCOMES = [
  'NO_PROBLEM_FOUND', 'ACTIVITY_NOT_CONDUCTED', 'PROBLEM_CORRECTED_ON_SPOT', 'PROBLEM_ORDERED_TO_CORRECT', 'UNREACHABLE_AT_REGISTERED_ADDRESS', 'PROBLEM_PENDING_INVESTIGATION',
  'REQUIRED_INFO_NOT_PUBLISHED', 'PUBLISHED_INFO_FALSIFIED', 'SERIOUS_NON_COOPERATION', 'ADMINISTRATIVE_DECISION_MADE',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** When each stage happens: instants with offset. */
export interface TaskDates {
  readonly created: string;
  readonly scheme: string;
  readonly drawn: string;
  readonly teamed: string;
  readonly noticed: string;
  readonly inspected: string;
  readonly completed: string;
  readonly published: string;
}

export interface JointTaskPlay {
  /** Unique among the tasks of a play. */
  readonly key: string;
  readonly name: string;
  readonly entryId: string;
  readonly lead: Department;
  readonly participants: readonly Department[];
  readonly period: Period;
  readonly objectCount: number;
  readonly divisionCodes?: readonly string[];
  /** INTEGRATED_ONCE: every department of the entry in one visit. SAMR 3.2. */
  readonly mode?: 'INTEGRATED_ONCE';
  readonly modes?: readonly string[];
  readonly specialties?: readonly string[];
  readonly inspectorsPerDepartment?: number;
  readonly teamCount?: number;
  readonly dates: TaskDates;
  /** How often each outcome is to be expected; without problems where nothing is said. */
  readonly outcomes?: Partial<Record<Outcome, number>>;
  /** Outcomes one after the other, from the first object of the list on, and again from the beginning; instead of chance. */
  readonly outcomesInTurn?: readonly Outcome[];
  /** Share of inspectees that refuse to sign, in hundredths. */
  readonly refusalsPercent?: number;
  /** The stage at which the task is left; published by default. */
  readonly until?: Stage;
  /** Somebody of a department that has nothing to do with the task; shown to be refused. */
  readonly stranger?: Account;
}

export interface TeamMember {
  readonly inspectorId: string;
  readonly departmentId: string;
  readonly account: Account;
  readonly leader: boolean;
}

export interface PlayedTeam {
  readonly id: string;
  readonly members: readonly TeamMember[];
  readonly objectIds: readonly string[];
}

export interface PlayedVisit {
  readonly inspectionId: string;
  readonly recordId: string | null;
  readonly objectId: string;
  readonly outcome: Outcome;
  readonly refusedToSign: boolean;
  readonly ended: boolean;
}

/** What is known of a task while it is played; filled scene by scene. */
export interface PlayedTask {
  readonly play: JointTaskPlay;
  taskId: string;
  taskNumber: string;
  items: readonly { readonly itemId: string; readonly departmentId: string }[];
  drawId: string;
  population: number;
  objectIds: readonly string[];
  inspectorDrawIds: readonly string[];
  teams: readonly PlayedTeam[];
  visits: PlayedVisit[];
}

export const emptyTask = (play: JointTaskPlay): PlayedTask =>
  ({ play, taskId: '', taskNumber: '', items: [], drawId: '', population: 0, objectIds: [], inspectorDrawIds: [], teams: [], visits: [] });

export const departmentsOf = ({ lead, participants }: JointTaskPlay): readonly Department[] => [lead, ...participants];

export const reaches = ({ until = 'PUBLISHED' }: JointTaskPlay, stage: Stage): boolean => STAGES.indexOf(until) >= STAGES.indexOf(stage);

export const leaderOf = ({ members, id }: PlayedTeam): TeamMember => {
  const leader = members.find((member) => member.leader);
  invariant(leader !== undefined, `team ${id} has a leader`);
  return leader;
};

/** A number below `below` that follows from the names: the same in every run. */
export function chanceOf(below: number, ...names: readonly string[]): number {
  return createHash('sha256').update(names.join('\0')).digest().readUInt32BE() % below;
}

/** The outcome whose turn it is, or one by its weight, decided by the seed and the place of the object in the list. */
export function outcomeOf(seed: string, { key, outcomes = { NO_PROBLEM_FOUND: 1 }, outcomesInTurn = [] }: JointTaskPlay, place: number): Outcome {
  const inTurn = outcomesInTurn[place % Math.max(outcomesInTurn.length, 1)];
  if (inTurn !== undefined) return inTurn;
  const weighted = OUTCOMES.flatMap((outcome) => Array.from({ length: outcomes[outcome] ?? 0 }, () => outcome));
  return weighted[chanceOf(Math.max(weighted.length, 1), seed, key, 'outcome', String(place))] ?? 'NO_PROBLEM_FOUND';
}
