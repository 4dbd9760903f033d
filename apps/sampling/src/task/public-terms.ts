import type { EventPayload } from '@sortition/events';
import type { TaskRow } from './task.store.ts';

interface Draw {
  readonly id: string;
  readonly kind: 'OBJECT' | 'INSPECTOR';
  readonly departmentId: string;
  readonly intentHash: string;
  readonly attempt: number;
}

type PublicTerms = Pick<EventPayload<'DrawCertified'>, 'drawId' | 'taskId' | 'taskNumber' | 'kind' | 'departmentId' | 'divisionCode' | 'intentHash' | 'attempt' | 'profile' | 'profileHash'>;

/** What the public log may tell of any draw at once; it names nobody. SY art.14(1). */
export const publicTermsOf = ({ id, kind, departmentId, intentHash, attempt }: Draw, task: TaskRow): PublicTerms => ({
  drawId: id, taskId: task.id, taskNumber: task.taskNumber, kind, departmentId, divisionCode: task.divisionCode, intentHash, attempt, profile: task.profile, profileHash: task.profileHash,
});
