import type { DeepReadonly, InspectorScheme, Profile } from '@sortition/profiles';
import type { TaskRow } from '../task/task.store.ts';
import type { MatchTerms } from './inspector-draw.rules.ts';

/** What the task and its way of assignment ask of a department's inspectors. Modes count where the directory is tagged by them (GA art.23). */
export function matchTermsOf(task: TaskRow, terms: NonNullable<TaskRow['terms']>, departmentId: string, way: DeepReadonly<Pick<InspectorScheme, 'constraints'>>, profile: Profile): MatchTerms {
  const taggedByMode = profile.inspectorDirectory.tagDimensions.value?.includes('INSPECTION_MODE') === true;
  const { inspectorsPerDepartment, specialties, modes } = terms.scheme;
  return {
    departmentId, divisionCode: task.divisionCode, members: inspectorsPerDepartment, specialties, modes: taggedByMode ? modes : [], on: terms.period.to, constraints: [...way.constraints],
  };
}
