import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';

export const ENTRY_DRAW_MODES = ['UNDIRECTED', 'DIRECTED'] as const;
export type EntryDrawMode = (typeof ENTRY_DRAW_MODES)[number];

/** Where districts and divisions set ratio and frequency of directed draws, nobody else does. SY art.12(4). */
export function directedFiguresAreSetBy(profile: Profile, drawMode: EntryDrawMode | null, setter: { readonly level: string; readonly isDivision: boolean }): Outcome<void> {
  const { directedSetBy } = profile.plan;
  if (drawMode !== 'DIRECTED' || directedSetBy.value.length === 0) return ok(undefined);
  const entitled = (setter.level === 'COUNTY' && directedSetBy.value.includes('DISTRICT')) || (setter.isDivision && directedSetBy.value.includes('BUSINESS_DIVISION'));
  return entitled ? ok(undefined) : refuse('FORBIDDEN', clauseOf(directedSetBy), { field: 'ratio', roles: [...directedSetBy.value] });
}

/** Whether every inspection of the place says if its draw is directed: only then the two kinds have rules of their own. SY art.12(4). */
export const drawModeIsAsked = (profile: Profile): boolean => profile.plan.directedSetBy.value.length > 0;
