import { anItem, done, inRole, office, publishList, type Item, type Office, type Planning } from './planning-under-test.ts';

/** A lead and a participant of one city, with a key and a general item of the lead and a key item of the participant. */
export interface City {
  readonly lead: Office;
  readonly participant: Office;
  readonly outsider: Office;
  readonly keyItem: Item;
  readonly generalItem: Item;
  readonly participantItem: Item;
}

export async function city(planning: Planning, profile = 'CQ', options: { readonly classes?: readonly [string | null, string | null]; readonly level?: string; readonly divisionCode?: string } = {}): Promise<City> {
  const place = { profile, level: options.level ?? 'MUNICIPAL', divisionCode: options.divisionCode ?? '500000' };
  const lead = await office(planning, '市市场监督管理局', place);
  const participant = await office(planning, '市农业农村委员会', place);
  const outsider = await office(planning, '市交通局', place);
  const [key, general] = options.classes ?? ['KEY', 'GENERAL'];
  const keyItem = anItem(lead, { itemClass: key, participants: [participant] });
  const generalItem = anItem(lead, { name: '广告行为检查', itemClass: general, ratioMax: '0.05', objectType: '广告经营单位', participants: [participant] });
  const participantItem = anItem(participant, { name: '农产品质量安全检查', itemClass: key });
  await publishList(planning, [keyItem, generalItem, participantItem], { profile });
  return { lead, participant, outsider, keyItem, generalItem, participantItem };
}

/** A complete entry, to be spoilt by the test. */
export const entryOf = ({ lead, participant, keyItem, participantItem }: City, changes: Readonly<Record<string, unknown>> = {}) => ({
  serialNo: 1, name: '餐饮服务单位联合抽查', leadDepartmentId: lead.id, participatingDepartmentIds: [participant.id],
  items: [{ itemId: keyItem.itemId, departmentId: lead.id }, { itemId: participantItem.itemId, departmentId: participant.id }],
  objectScope: '全市餐饮服务单位', population: { kinds: ['MARKET_ENTITY'] }, modes: ['ON_SITE'], period: { from: '2025-04-01', to: '2025-09-30' },
  ratio: '0.04', objectCount: 100, ratioRationale: '执法人员 40 名，人均 5 户', ...changes,
});

/** An entry on the general item at another time and of another object type, so that the plan covers both classes. */
export const generalEntryOf = (place: City, changes: Readonly<Record<string, unknown>> = {}) => entryOf(place, {
  serialNo: 2, name: '广告经营单位联合抽查', objectScope: '全市广告经营单位', modes: ['DOCUMENTARY'],
  items: [{ itemId: place.generalItem.itemId, departmentId: place.lead.id }, { itemId: place.participantItem.itemId, departmentId: place.participant.id }], ...changes,
});

export const createPlan = async (planning: Planning, place: City, year = 2025): Promise<string> => (await done(planning, place.lead.officer, 'createAnnualPlan', { year })).id;

export const saveEntry = async (planning: Planning, place: City, planId: string, entry: Readonly<Record<string, unknown>>): Promise<string> => (await done(planning, place.lead.officer, 'savePlanEntry', { planId, entry })).id;

export const agree = (planning: Planning, place: City, entryId: string) => done(planning, place.participant.officer, 'agreePlanEntry', { entryId, agree: true });

/** A plan with a key and a general entry, both agreed to. */
export async function agreedPlan(planning: Planning, place: City, changes: Readonly<Record<string, unknown>> = {}): Promise<{ readonly planId: string; readonly entryId: string; readonly generalEntryId: string }> {
  const planId = await createPlan(planning, place);
  const entryId = await saveEntry(planning, place, planId, entryOf(place, changes));
  const generalEntryId = await saveEntry(planning, place, planId, generalEntryOf(place));
  await agree(planning, place, entryId);
  await agree(planning, place, generalEntryId);
  return { planId, entryId, generalEntryId };
}

export const delivered = (planId: string, revision = 1, deliveredAt = '2025-03-01T10:00:00+08:00') => ['PublicationDelivered', {
  subjectKind: 'PLAN', subjectId: planId, revision, receipts: [{ channel: 'NECIPS_CQ', receiptNumber: `R-${revision}`, deliveredAt }],
}] as const;

/** A plan that is public on every channel. */
export async function publishedPlan(planning: Planning, place: City, changes: Readonly<Record<string, unknown>> = {}): Promise<{ readonly planId: string; readonly entryId: string; readonly generalEntryId: string }> {
  const plan = await agreedPlan(planning, place, changes);
  await done(planning, place.lead.officer, 'publishAnnualPlan', { planId: plan.planId });
  await planning.hear('disclosure', delivered(plan.planId));
  return plan;
}

/** A task in words, to be spoilt by the test. */
export const taskOf = ({ lead, participant }: City, planEntryId: string, changes: Readonly<Record<string, unknown>> = {}) => ({
  planEntryId, name: '2025年第一批餐饮联合抽查', period: { from: '2025-04-01', to: '2025-06-30' },
  departments: [{ departmentId: lead.id, role: 'LEAD' }, { departmentId: participant.id, role: 'PARTICIPANT' }], objectCount: 10, ...changes,
});

/** What an entry says in other places besides, so that it is complete there. */
export const WORDS = {
  CC: { frequency: 1, furtherFields: [{ field: 'task', value: '餐饮抽查' }] },
  SY: { drawMode: 'UNDIRECTED', notMergedReason: '分批', furtherFields: ['batches', 'batches[].scope', 'batches[].quantity', 'batches[].schedule', 'keyFields', 'workRequirements'].map((field) => ({ field, value: '见附件' })) },
  SAMR: { frequency: 1, strata: [{ dimension: 'CREDIT', value: 'A', ratio: '0.01', frequency: 1 }, { dimension: 'CREDIT', value: 'D', ratio: '0.3', frequency: 2 }] },
  GA: { strata: [{ dimension: 'CREDIT', value: 'A', ratio: '0.01' }, { dimension: 'CREDIT', value: 'D', ratio: '0.09' }], furtherFields: [{ field: 'leadDivision', value: '食品处' }, { field: 'participatingDivisions', value: '广告处' }] },
} as const;

/** A public plan of a department in Shenyang, Gui'an or under the national policy, where nobody has to agree to an entry; its entries' ids in their order. */
export async function publicPlanOf(planning: Planning, { officer, id, level, divisionCode }: Office, profile: 'SY' | 'SAMR' | 'GA', entries: readonly Readonly<Record<string, unknown>>[]): Promise<string[]> {
  const planId = (await done(planning, officer, 'createAnnualPlan', { year: 2025 })).id;
  const ids: string[] = [];
  for (const entry of entries) ids.push((await done(planning, officer, 'savePlanEntry', { planId, entry: { ...WORDS[profile], leadDepartmentId: id, ...entry } })).id);
  await done(planning, officer, 'submitAnnualPlan', { planId });
  if (profile === 'SY') {
    if (level !== 'COUNTY') await done(planning, { ...officer, roles: ['LEGAL_REVIEWER'] }, 'reviewAnnualPlan', { planId, decision: 'APPROVE' });
    await done(planning, inRole(await office(planning, '司法局', { level, divisionCode, profile }), 'JUSTICE_REVIEWER'), 'reviewAnnualPlan', { planId, decision: 'APPROVE' });
  }
  await done(planning, officer, 'publishAnnualPlan', { planId });
  await planning.hear('disclosure', delivered(planId));
  return ids;
}
