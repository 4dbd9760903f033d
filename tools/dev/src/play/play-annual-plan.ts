import type { Department } from '../issuer/accounts.ts';
import { officer } from './people.ts';
import type { Player } from './player.ts';

export interface Period {
  readonly from: string;
  readonly to: string;
}

export interface Stratum {
  readonly dimension: 'RISK' | 'CREDIT';
  readonly value: string;
  readonly ratio: string;
  readonly frequency: number;
}

/** An entry of a plan: each item is inspected by one of the departments. */
export interface PlannedEntry {
  readonly name: string;
  readonly participants: readonly Department[];
  readonly items: readonly { readonly id: string; readonly by: Department }[];
  readonly objectScope: string;
  readonly divisionCodes: readonly string[];
  readonly tags?: readonly string[];
  readonly modes: readonly string[];
  readonly period: Period;
  readonly ratio: string;
  readonly objectCount: number;
  readonly strata?: readonly Stratum[];
  /** Why it stands beside a similar entry. */
  readonly notMergedReason?: string;
}

export interface AnnualPlanPlay {
  readonly key: string;
  readonly name: string;
  readonly year: number;
  readonly lead: Department;
  readonly entries: readonly PlannedEntry[];
  /** A department that leads none of the items. */
  readonly stranger?: Department;
  readonly until?: 'DRAFT' | 'AGREED' | 'APPROVED' | 'PUBLISHED';
}

export interface PlayedPlan {
  readonly id: string;
  readonly entryIds: readonly string[];
}

const CREATE = 'mutation CreateAnnualPlan($input: CreateAnnualPlanInput!) { createAnnualPlan(input: $input) { annualPlan { id } } }';
const SAVE_ENTRY = `mutation SavePlanEntry($input: SavePlanEntryInput!) {
  savePlanEntry(input: $input) { planEntry { id } inspectorsAvailable workloadPerInspector }
}`;
const AGREE = 'mutation AgreePlanEntry($input: AgreePlanEntryInput!) { agreePlanEntry(input: $input) { planEntry { jointState } } }';
const SUBMIT = 'mutation SubmitAnnualPlan($input: AnnualPlanInput!) { submitAnnualPlan(input: $input) { annualPlan { state } } }';
const PUBLISH = 'mutation PublishAnnualPlan($input: AnnualPlanInput!) { publishAnnualPlan(input: $input) { annualPlan { state } } }';
const STATE = 'query AnnualPlanState($id: ID!) { annualPlan(id: $id) { state publishedOn late } }';

async function saveEntry(player: Player, { key, lead, stranger }: AnnualPlanPlay, planId: string, entry: PlannedEntry, serialNo: number): Promise<string> {
  const { participants, items, divisionCodes, tags = [], ...content } = entry;
  const { savePlanEntry } = await player.act<{ savePlanEntry: { planEntry: { id: string } } }>({
    step: `${key} entry ${serialNo}`,
    by: officer(lead, 'PLANNER'),
    document: SAVE_ENTRY,
    input: {
      planId,
      entry: {
        ...content, serialNo, leadDepartmentId: lead.id, participatingDepartmentIds: participants.map(({ id }) => id),
        items: items.map(({ id, by }) => ({ itemId: id, departmentId: by.id })),
        population: { kinds: ['MARKET_ENTITY'], divisionCodes, tags },
        ratioRationale: '按监管实际、执法力量和风险等级确定',
      },
    },
    awaits: ['ITEM_NOT_IN_LIST', 'INVALID_VALUE', 'DEPARTMENT_NOT_ELIGIBLE'],
    notBy: [
      { by: officer(lead, 'INSPECTOR'), code: 'FORBIDDEN' },
      // a stranger plans the lead's item as its own
      ...(stranger === undefined ? [] : [{
        by: officer(stranger, 'PLANNER'), code: 'NOT_ITEM_LEAD',
        input: { entry: { name: entry.name, leadDepartmentId: stranger.id, participatingDepartmentIds: [lead.id], items: items.slice(0, 1).map(({ id }) => ({ itemId: id, departmentId: stranger.id })) } },
      }]),
    ],
  });
  return savePlanEntry.planEntry.id;
}

async function agreeToEntries(player: Player, { key, lead, entries }: AnnualPlanPlay, entryIds: readonly string[]): Promise<void> {
  for (const [index, { participants }] of entries.entries()) {
    for (const department of participants) {
      await player.act({
        step: `${key} entry ${index + 1} agreed by ${department.id}`,
        by: officer(department, 'PLANNER'),
        document: AGREE,
        input: { entryId: entryIds[index], agree: true },
        notBy: [{ by: officer(lead, 'PLANNER'), code: 'FORBIDDEN' }, { by: officer(department, 'INSPECTOR'), code: 'FORBIDDEN' }],
      });
    }
  }
}

/** CQ 7: the annual plan of a lead department, agreed by the participants, complete, and public when the channel has taken it. */
export async function playAnnualPlan(player: Player, play: AnnualPlanPlay): Promise<PlayedPlan> {
  const { key, name, year, lead, entries, until = 'PUBLISHED' } = play;
  const by = officer(lead, 'PLANNER');
  const { createAnnualPlan } = await player.act<{ createAnnualPlan: { annualPlan: { id: string } } }>({
    step: `${key} plan`, by, document: CREATE, input: { name, year }, awaits: ['DEPARTMENT_NOT_ELIGIBLE', 'FORBIDDEN'], notBy: [{ by: officer(lead, 'INSPECTOR'), code: 'FORBIDDEN' }],
  });
  const planId = createAnnualPlan.annualPlan.id;
  const entryIds: string[] = [];
  for (const [index, entry] of entries.entries()) entryIds.push(await saveEntry(player, play, planId, entry, index + 1));
  const played = { id: planId, entryIds };
  if (until === 'DRAFT') return played;

  await agreeToEntries(player, play, entryIds);
  if (until === 'AGREED') return played;
  const [participant] = entries.flatMap(({ participants }) => participants);
  const notBy = [{ by: officer(lead, 'INSPECTOR'), code: 'FORBIDDEN' }, ...(participant === undefined ? [] : [{ by: officer(participant, 'PLANNER'), code: 'FORBIDDEN' }])];
  await player.act({ step: `${key} plan submitted`, by, document: SUBMIT, input: { planId }, notBy });
  if (until === 'APPROVED') return played;
  await player.act({ step: `${key} plan published`, by, document: PUBLISH, input: { planId }, notBy });
  await player.until<{ annualPlan: { state: string } | null }>({
    what: 'the annual plan goes public', by, document: STATE, variables: { id: planId }, done: ({ annualPlan }) => annualPlan?.state === 'PUBLISHED' || annualPlan?.state === 'ADJUSTING',
  });
  return played;
}
