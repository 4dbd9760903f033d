import type { Outcome, Stage } from '../../play/joint-task.ts';
import type { DepartmentKindKey } from './department-kinds.ts';

/** An annual plan: whose it is, on what types of object, and how far it has come. */
export interface PlanSketch {
  readonly division: string;
  readonly lead: DepartmentKindKey;
  readonly objectTypes: readonly string[];
  readonly at: string;
  readonly until?: 'DRAFT' | 'AGREED' | 'APPROVED';
}

/** Days are those on which the plan is made and, where nothing holds it up, sent to its channel. */
export const PLANS: readonly PlanSketch[] = [
  { division: '500000', lead: 'AMR', objectTypes: ['餐饮服务经营者', '食品生产企业'], at: '2026-02-10' },
  { division: '500000', lead: 'CULTURE', objectTypes: ['娱乐场所'], at: '2026-03-05' },
  { division: '500112', lead: 'HEALTH', objectTypes: ['公共场所经营者'], at: '2026-03-12' },
  { division: '500000', lead: 'HEALTH', objectTypes: ['住宿场所', '医疗机构'], at: '2026-03-20' },
  { division: '500105', lead: 'CULTURE', objectTypes: ['互联网上网服务营业场所'], at: '2026-03-25', until: 'APPROVED' },
  { division: '500000', lead: 'COMMERCE', objectTypes: ['成品油经营企业', '商场超市'], at: '2026-04-20' },
  { division: '500000', lead: 'EMERGENCY', objectTypes: ['危险化学品企业'], at: '2026-05-08', until: 'AGREED' },
  { division: '500000', lead: 'AGRICULTURE', objectTypes: ['农资经营者'], at: '2026-06-02', until: 'DRAFT' },
];

/** Something that does not go as planned. */
export type Incident = 'VOIDED_DRAW' | 'CHANGED_LIST' | 'REPLACED_INSPECTOR' | 'CANCELLED' | 'WITHHELD' | 'CORRECTED';

export interface TaskSketch {
  readonly objectType: string;
  /** Division whose plan it belongs to. */
  readonly plan: string;
  /** Where it inspects. */
  readonly division: string;
  readonly created: string;
  readonly until?: Stage;
  readonly outcomes?: Partial<Record<Outcome, number>>;
  /** The rarer endings come in turn, so that each of the ten codes stands somewhere in a city of any size. */
  readonly outcomesInTurn?: readonly Outcome[];
  readonly refusalsPercent?: number;
  readonly incidents?: readonly Incident[];
  /** Working up to the last day: results come out after their limit. */
  readonly publishedOn?: string;
  readonly periodEnds?: string;
}

const MIXED: TaskSketch['outcomes'] = {
  NO_PROBLEM_FOUND: 10, PROBLEM_CORRECTED_ON_SPOT: 3, PROBLEM_ORDERED_TO_CORRECT: 3, ACTIVITY_NOT_CONDUCTED: 2, UNREACHABLE_AT_REGISTERED_ADDRESS: 2, PROBLEM_PENDING_INVESTIGATION: 2,
  REQUIRED_INFO_NOT_PUBLISHED: 2, PUBLISHED_INFO_FALSIFIED: 1, SERIOUS_NON_COOPERATION: 1, ADMINISTRATIVE_DECISION_MADE: 2,
};
/** The tasks of the year: finished ones first, then one in each state in which a task can stand on the city's last day. */
export const TASKS: readonly TaskSketch[] = [
  { objectType: '餐饮服务经营者', plan: '500000', division: '500105', created: '2026-03-16', outcomes: MIXED, incidents: ['CORRECTED'] },
  { objectType: '餐饮服务经营者', plan: '500000', division: '500112', created: '2026-04-07', outcomes: MIXED, refusalsPercent: 30 },
  { objectType: '娱乐场所', plan: '500000', division: '500000', created: '2026-04-20', outcomes: MIXED, incidents: ['REPLACED_INSPECTOR'] },
  { objectType: '餐饮服务经营者', plan: '500000', division: '500103', created: '2026-05-18', outcomes: MIXED, incidents: ['VOIDED_DRAW', 'CHANGED_LIST'] },
  { objectType: '成品油经营企业', plan: '500000', division: '500000', created: '2026-05-25', outcomesInTurn: ['PUBLISHED_INFO_FALSIFIED', 'ADMINISTRATIVE_DECISION_MADE', 'NO_PROBLEM_FOUND'] },
  { objectType: '食品生产企业', plan: '500000', division: '500000', created: '2026-06-08', outcomes: { NO_PROBLEM_FOUND: 1 } },
  { objectType: '娱乐场所', plan: '500000', division: '500106', created: '2026-06-22', outcomes: MIXED, publishedOn: '2026-09-10' },
  { objectType: '商场超市', plan: '500000', division: '500107', created: '2026-07-06', outcomesInTurn: ['SERIOUS_NON_COOPERATION', 'REQUIRED_INFO_NOT_PUBLISHED', 'NO_PROBLEM_FOUND'], until: 'COMPLETED' },
  { objectType: '住宿场所', plan: '500000', division: '500103', created: '2026-07-20', outcomesInTurn: ['UNREACHABLE_AT_REGISTERED_ADDRESS', 'PROBLEM_PENDING_INVESTIGATION', 'ACTIVITY_NOT_CONDUCTED', 'PROBLEM_ORDERED_TO_CORRECT', 'PROBLEM_CORRECTED_ON_SPOT'], refusalsPercent: 50 },
  { objectType: '公共场所经营者', plan: '500112', division: '500112', created: '2026-08-03', outcomes: MIXED },
  { objectType: '医疗机构', plan: '500000', division: '500106', created: '2026-08-24', outcomes: MIXED, until: 'COMPLETED', incidents: ['WITHHELD'] },
  { objectType: '娱乐场所', plan: '500000', division: '500105', created: '2026-09-01', until: 'CREATED', incidents: ['CANCELLED'] },
  { objectType: '娱乐场所', plan: '500000', division: '500112', created: '2026-09-07', outcomes: MIXED, until: 'INSPECTED' },
  { objectType: '成品油经营企业', plan: '500000', division: '500112', created: '2026-09-14', until: 'IN_PROGRESS', periodEnds: '2026-10-30' },
  { objectType: '餐饮服务经营者', plan: '500000', division: '500116', created: '2026-10-09', outcomes: MIXED, until: 'COMPLETED' },
  { objectType: '餐饮服务经营者', plan: '500000', division: '500107', created: '2026-10-12', until: 'IN_PROGRESS' },
  { objectType: '住宿场所', plan: '500000', division: '500107', created: '2026-10-14', until: 'SCHEDULED' },
  { objectType: '商场超市', plan: '500000', division: '500105', created: '2026-10-19', until: 'TEAMED' },
  { objectType: '食品生产企业', plan: '500000', division: '500112', created: '2026-10-21', until: 'DISPATCHED' },
  { objectType: '餐饮服务经营者', plan: '500000', division: '500106', created: '2026-10-26', until: 'CONFIRMED' },
  { objectType: '娱乐场所', plan: '500000', division: '500103', created: '2026-10-28', until: 'DRAWN' },
  { objectType: '公共场所经营者', plan: '500112', division: '500112', created: '2026-11-02', until: 'PREPARED' },
  { objectType: '餐饮服务经营者', plan: '500000', division: '500103', created: '2026-11-04', until: 'READY' },
  { objectType: '住宿场所', plan: '500000', division: '500106', created: '2026-11-09', until: 'CREATED' },
];

/** The city's last day: afterwards its clock goes on by itself. */
export const CITY_TODAY = '2026-11-16';
