import { ok, refuse, type Outcome } from '@sortition/kernel';

interface Caller {
  readonly department: string | null;
  readonly roles: readonly string[];
  readonly uscc: string | null;
}

export interface FramedDraw {
  readonly sealed: boolean;
  /** When all visits of the list had ended, so that nobody can be warned any more. */
  readonly openedAt: Date | null;
  readonly dispatchedAt: Date | null;
  readonly leadDepartmentId: string;
  readonly departmentIds: readonly string[];
}

const audits = (caller: Caller): boolean => caller.roles.includes('AUDITOR');
const isOfTask = (caller: Caller, draw: FramedDraw): boolean => caller.department !== null && draw.departmentIds.includes(caller.department);

/** A sealed frame names nobody and is everybody's at once; a named one is the public's when the draw is opened. SY art.14(1), SAMR 2.5. */
export const mayReadFrame = (caller: Caller, draw: FramedDraw, clause: string | null): Outcome<true> =>
  draw.sealed || draw.openedAt !== null || audits(caller) || isOfTask(caller, draw) ? ok(true) : refuse('FORBIDDEN', clause, { until: 'DRAW_OPENED' });

/** As the frame; but a certificate is the list, which the participants get when it is dispatched. CQ 8.4.2. */
export const mayReadCertificate = (caller: Caller, draw: FramedDraw, clause: string | null): Outcome<true> =>
  isOfTask(caller, draw) && caller.department !== draw.leadDepartmentId && draw.dispatchedAt === null && !draw.sealed && !audits(caller)
    ? refuse('NOT_DISPATCHED', clause, {})
    : mayReadFrame(caller, draw, clause);

/**
 * An auditor opens a whole sealed draw at any time; an enterprise what it holds itself, once its visit cannot be foreseen from it:
 * before, its own leaf would tell it that it was drawn. SAMR 2.5, SY art.14(1).
 */
export function mayOpen(caller: Caller, draw: FramedDraw, clause: string | null): Outcome<'ALL' | 'OWN'> {
  if (audits(caller)) return ok('ALL');
  if (caller.uscc === null || !caller.roles.includes('INSPECTEE')) return refuse('FORBIDDEN', clause, { roles: ['AUDITOR', 'INSPECTEE'] });
  return draw.openedAt === null ? refuse('FORBIDDEN', clause, { until: 'DRAW_OPENED' }) : ok('OWN');
}
