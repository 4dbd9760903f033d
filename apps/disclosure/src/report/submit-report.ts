import { dayOf, newId, ok, refuse, type Day, type Outcome } from '@sortition/kernel';
import { resolveProfile, type Profile } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { findDepartment, type DepartmentRow } from '../department/department.store.ts';
import { isEnabled, periodAround, recipientOf, reportDueOn, reportMayBeSubmitted, sumOf } from './periodic-report.rules.ts';
import { demandFigures, insertCircular, insertReport, listActiveDepartments, listReports, monthlyFigures, type PeriodicReportRow, type ReportCircularRow, type ReportKind } from './periodic-report.store.ts';

export interface SubmitReportInput extends MutationInput {
  /** A day of the month or quarter. */
  readonly period: Day;
  readonly remark?: string | null | undefined;
}

/** Prefilled from what the platform counts: the department adds a remark, no figure. SY art.7(3), GA art.47. */
export const submitReport = (kind: ReportKind) => async (tx: Tx, act: Act, input: SubmitReportInput): Promise<Outcome<{ reportId: string }>> => {
  const { department, subject } = act.identity;
  const own = department === null ? undefined : await findDepartment(tx, department);
  if (own === undefined) return refuse('FORBIDDEN', null, { relation: 'OWN_DEPARTMENT' });
  const profile = resolveProfile(own.profile);
  if (!profile.ok) return profile;
  const { from, to } = periodAround(kind, input.period);
  const allowed = reportMayBeSubmitted(kind, from, dayOf(act.now), profile.value);
  if (!allowed.ok) return allowed;
  if ((await listReports(tx, kind, from)).some(({ departmentId }) => departmentId === own.id)) return refuse('CONFLICT', null, { entity: 'PeriodicReport' });
  const figures = kind === 'MONTHLY' ? await monthlyFigures(tx, own.id, from, to) : await demandFigures(tx, own.id, from, to);
  const row: PeriodicReportRow = {
    id: newId(), kind, periodFrom: from, departmentId: own.id, recipient: recipientOf(kind, profile.value), figures, remark: input.remark?.trim() || null,
    late: dayOf(act.now) > reportDueOn(kind, from, profile.value), submittedBy: subject, submittedAt: act.now,
  };
  await insertReport(tx, row);
  recordChange(tx, { entity: 'PeriodicReport', entityId: row.id, before: null, after: row });
  return ok({ reportId: row.id });
};

const profileOf = ({ profile }: DepartmentRow): Profile | undefined => { const found = resolveProfile(profile); return found.ok ? found.value : undefined; };

export interface MissingReport {
  readonly kind: ReportKind;
  readonly periodFrom: Day;
  readonly dueOn: Day;
  readonly departmentId: string;
}

/** Departments that owe a report of the period, and whether its day is past. */
export async function missingReports(tx: Tx, kind: ReportKind, period: Day, divisionCode: string | null): Promise<MissingReport[]> {
  const { from } = periodAround(kind, period);
  const reported = new Set((await listReports(tx, kind, from)).map(({ departmentId }) => departmentId));
  return (await listActiveDepartments(tx, divisionCode)).flatMap((candidate) => {
    const profile = profileOf(candidate);
    return profile === undefined || reported.has(candidate.id) || !isEnabled(kind, profile) ? [] : [{ kind, periodFrom: from, dueOn: reportDueOn(kind, from, profile), departmentId: candidate.id }];
  });
}

/** SY art.7(1): sums the monthly reports, and names who did not report. */
export async function issueReportCircular(tx: Tx, act: Act, input: MutationInput & { readonly period: Day; readonly divisionCode: string }): Promise<Outcome<{ circularId: string }>> {
  if (!/^\d{6}$/.test(input.divisionCode)) return refuse('INVALID_VALUE', null, { field: 'divisionCode' });
  const { from } = periodAround('MONTHLY', input.period);
  const departments = new Set((await listActiveDepartments(tx, input.divisionCode)).map(({ id }) => id));
  const reports = (await listReports(tx, 'MONTHLY', from)).filter(({ departmentId }) => departments.has(departmentId));
  const missing = await missingReports(tx, 'MONTHLY', from, input.divisionCode);
  const row: ReportCircularRow = {
    id: newId(), periodFrom: from, divisionCode: input.divisionCode, reports: reports.length, figures: sumOf(reports.map(({ figures }) => figures)), missingDepartmentIds: missing.map(({ departmentId }) => departmentId),
    issuedBy: act.identity.subject, issuedAt: act.now,
  };
  await insertCircular(tx, row);
  recordChange(tx, { entity: 'ReportCircular', entityId: row.id, before: null, after: row });
  return ok({ circularId: row.id });
}
