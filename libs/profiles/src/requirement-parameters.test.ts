import { assertOk } from '@sortition/kernel';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeProfile, resolveProfile } from './profiles.ts';

/** Where the statements call a parameter otherwise than the tree of the schema does. */
const NAMED_HERE: Readonly<Record<string, string>> = {
  'archive.confidential.consentRequired': 'archive.consentRequired',
  'directory.structure': 'objectDirectory.structure',
  'draw.highRisk.ratio': 'draw.highRisk',
  'draw.lowRisk.ratio': 'draw.lowRisk',
  'draw.inspector.scheme': 'draw.inspector.factors',
  'fieldClass.SPECIAL_KEY_FIELD.grounds': 'fieldClass.specialKeyFieldGrounds',
  'fieldClass.default': 'fieldClass.initial',
  'followUp.transfer': 'followUp.transferTo',
  'forms.templatesIssuer': 'forms.issuer',
  'inspection.modes.optional': 'inspection.optionalModes',
  'itemClass.A.execution': 'itemClass.execution',
  'itemClass.B.execution': 'itemClass.execution',
  'itemClass.C.execution': 'itemClass.execution',
  'itemClass.A.ratioMax': 'itemClass.ratio',
  'itemClass.A.ratioMaxInclusive': 'itemClass.ratio',
  'itemClass.B.ratioMax': 'itemClass.ratio',
  'itemClass.B.ratioMin': 'itemClass.ratio',
  'itemClass.B.ratioMinInclusive': 'itemClass.ratio',
  'itemClass.C.ratio': 'itemClass.ratio',
  'itemClass.GENERAL.ratioMax': 'itemClass.ratio',
  'itemClass.KEY.ratioMax': 'itemClass.ratio',
  'itemClass.KEY.grounds': 'itemClass.grounds',
  'itemClass.KEY.maxShare': 'itemClass.keyMaxShare',
  'itemClass.C.minDepartments': 'itemClass.minDepartments',
  'itemClass.C.reference': 'itemClass.reference',
  'itemList.link': 'itemList.links',
  'itemList.manager': 'itemList.creatorLevel',
  'joint.UNPLANNED.requires': 'joint.unplannedRequires',
  'joint.principleForMarkedFields': 'joint.required',
  'jointList.content': 'jointList.classCodes',
  'liability.principle': 'liability.listBased',
  'lists.IMPLEMENTATION.basedOn': 'lists.implementationBasedOnRegulatoryMatter',
  'lists.ITEM.basedOn': 'lists.itemBasedOnImplementation',
  'lists.REGULATORY_MATTER.kinds': 'lists.regulatoryMatterKinds',
  'mobile.remoteApproval': 'mobile.functions',
  'mobile.scan': 'mobile.functions',
  'mode.DOCUMENTARY.condition': 'inspection.documentaryCondition',
  'mode.NETWORK_MONITORING.condition': 'inspection.networkCondition',
  'nonPlan.generalField': 'nonPlan.rule',
  'notice.DOCUMENTARY.requiredFields': 'notice.documentaryRequiredFields',
  'objectDirectory.requiredFields.FOR_PROFIT_ENTITY': 'objectDirectory.requiredFields',
  'objectDirectory.requiredFields.NON_PROFIT_ENTITY': 'objectDirectory.requiredFields',
  'objectDirectory.subtypes.FOR_PROFIT_ENTITY': 'objectDirectory.subtypes',
  'objectDirectory.subtypes.NON_MARKET_OBJECT': 'objectDirectory.subtypes',
  subtypes: 'objectDirectory.subtypes',
  'objectDirectory.sync.FOR_PROFIT_ENTITY': 'objectDirectory.sync',
  'objectDirectory.sync.NON_MARKET_OBJECT': 'objectDirectory.sync',
  'objectDirectory.sync.NON_PROFIT_ENTITY': 'objectDirectory.sync',
  'performance.score.deduction': 'performance.deduction',
  'performance.score.participation': 'performance.scored',
  'plan.adjustment.allowed': 'plan.adjustment.causes',
  'plan.consolidation': 'plan.consolidatedBy',
  'plan.directed.setBy': 'plan.directedSetBy',
  'plan.lineFiling': 'plan.lineFiledWith',
  'plan.requiredFields.DIRECTED': 'plan.directedRequiredFields',
  'plan.review.chain': 'plan.review',
  'plan.review.required': 'plan.review',
  'plan.undirected.maxPerYear': 'plan.undirectedMaxPerYear',
  'platform.routing.MARKET_ENTITY': 'platform.routing.marketEntity',
  'platform.routing.OTHER': 'platform.routing.other',
  'profile.versioned': 'rules.versioned',
  'publication.approver': 'publication.approval.approver',
  'publication.exemptionMode': 'publication.exemptions',
  'record.refusal.witnessRequired': 'record.refusalWitnessRequired',
  'result.direct': 'result.directCodes',
  'result.direct.condition': 'result.directCondition',
  'result.direct.evidenceRequired': 'result.directEvidenceRequired',
  'roles.COORDINATOR': 'roles.coordinator',
  'roles.PLATFORM_ADMIN': 'roles.platformAdmin',
  'task.overdue': 'task.overdueAtPeriodEnd',
};

const STATEMENTS = new URL('../../../../shared/requirements.csv', import.meta.url);

/** The rows of a CSV whose quoted cells may hold commas, line ends and doubled quotes. */
function rowsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, cell = '', end] of csv.matchAll(/("(?:[^"]|"")*"|[^",\n]*)(,|\n)/g)) {
    rows.at(-1)?.push(cell.replace(/^"|"$/g, ''));
    if (end === '\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}

test.skipIf(!existsSync(STATEMENTS))('every parameter that ../shared/requirements.csv names has its place (skipped where ../shared is absent)', () => {
  const [header = [], ...rows] = rowsOf(readFileSync(STATEMENTS, 'utf8'));
  expect(rows).toHaveLength(781);
  // One cell may name several parameters; what stands in <> is a remark.
  const named = rows.flatMap((row) => (row[header.indexOf('profile_parameter')] ?? '').replaceAll(/<[^>]*>/g, '').split('; ')).filter((part) => part !== '');
  expect(named.length).toBeGreaterThan(500);

  const profile = assertOk(resolveProfile('CQ'));
  const places = describeProfile(profile).map(({ parameter }) => parameter);
  const columns = profile.forms.templates.value.flatMap(({ code, columns: all }) =>
    all.flatMap((column) => [column, ...column.parts].map(({ field, required }) => `${code}.${field}=${required ? 'required' : 'optional'}`)),
  );
  const hasPlace = (statement: string): boolean => {
    if (statement.startsWith('CQ_')) return columns.includes(statement);
    const name = /^[\w.[\]]+/.exec(statement)?.[0] ?? statement;
    const path = NAMED_HERE[name] ?? name.replace(/^profile\./, '');
    return places.some((place) => place === path || place.startsWith(`${path}.`));
  };
  expect(named.filter((statement) => !hasPlace(statement))).toEqual([]);
});
