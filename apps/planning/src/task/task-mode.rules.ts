import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile, type TaskMode } from '@sortition/profiles';

/** A mode of the profile; a bundle of an industry is one. SAMR 3.2. */
export function taskModeOf(profile: Profile, asked: TaskMode | null | undefined, bundleId: string | null | undefined): Outcome<TaskMode | null> {
  const { modes } = profile.task;
  const isBundled = typeof bundleId === 'string';
  const mode = asked ?? (isBundled ? 'ONE_INDUSTRY_ONE_CHECK' : null);
  if (mode === null) return ok(null);
  if (modes.value?.includes(mode) !== true) return refuse('INVALID_VALUE', clauseOf(modes), { field: 'mode', value: mode });
  if (isBundled !== (mode === 'ONE_INDUSTRY_ONE_CHECK')) return refuse(isBundled ? 'INVALID_VALUE' : 'MISSING_FIELD', clauseOf(modes), { field: isBundled ? 'mode' : 'bundleId' });
  return ok(mode);
}

/** 综合一次查: every department of the entry comes with every item, so that one visit is enough. SAMR 3.2. */
export function everythingIsInspectedAtOnce(profile: Profile, mode: TaskMode | null, planned: readonly { readonly itemId: string; readonly departmentId: string }[], inspected: readonly { readonly itemId: string }[]): Outcome<void> {
  const left = mode === 'INTEGRATED_ONCE' ? planned.find(({ itemId }) => !inspected.some((item) => item.itemId === itemId)) : undefined;
  return left === undefined ? ok(undefined) : refuse('MISSING_FIELD', clauseOf(profile.task.modes), { field: 'items', itemId: left.itemId, departmentId: left.departmentId });
}
