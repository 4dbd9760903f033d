import { compareUtf8, isPlainText, type FrameUnit } from '@sortition/draw';
import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type FallbackDimension, type Profile } from '@sortition/profiles';

export interface OfferedOptions {
  readonly dimension: FallbackDimension;
  readonly options: readonly string[];
}

interface Terms {
  readonly period: { readonly from: string; readonly to: string };
  readonly scheme: { readonly modes: readonly string[] };
}

/** Whether an option can come true: a day of the task's period, a mode of its scheme, a division of its area, any words for the content. */
function isPossible(dimension: FallbackDimension, option: string, { period, scheme }: Terms, divisionCode: string): boolean {
  switch (dimension) {
    case 'TIME': return /^\d{4}-\d{2}-\d{2}$/.test(option) && option >= period.from && option <= period.to;
    case 'MODE': return scheme.modes.includes(option);
    case 'REGION': return /^\d{6}$/.test(option) && option.startsWith(divisionCode.replace(/(00){1,2}$/, ''));
    case 'CONTENT': return option.trim() !== '' && isPlainText(option);
  }
}

/** Chance needs something to choose from: at least two options of each dimension, all of them possible, and dimensions that the profile names. SY art.14(1). */
export function chanceHasAChoice(profile: Profile, offered: readonly OfferedOptions[], terms: Terms, divisionCode: string): Outcome<true> {
  const { fallbackDimensions } = profile.draw;
  const clause = clauseOf(fallbackDimensions);
  if (offered.length === 0) return refuse('MISSING_FIELD', clause, { field: 'options' });
  if (new Set(offered.map(({ dimension }) => dimension)).size < offered.length) return refuse('INVALID_VALUE', clause, { field: 'options.dimension' });
  for (const { dimension, options } of offered) {
    if (!fallbackDimensions.value.includes(dimension)) return refuse('INVALID_VALUE', clause, { field: 'options.dimension', value: dimension, allowed: [...fallbackDimensions.value] });
    if (new Set(options).size < options.length || options.length < 2) return refuse('INVALID_VALUE', clause, { field: 'options.options', value: dimension });
    const impossible = options.find((option) => !isPossible(dimension, option, terms, divisionCode));
    if (impossible !== undefined) return refuse('INVALID_VALUE', clause, { field: 'options.options', value: impossible });
  }
  return ok(true);
}

/** The frame of such a draw: the dimension is the stratum, and each option a unit named after both. */
export const unitsOf = (offered: readonly OfferedOptions[]): FrameUnit[] =>
  offered.flatMap(({ dimension, options }) => options.map((option) => ({ unitId: `${dimension}:${option}`, stratum: dimension, weight: 1 }))).toSorted((a, b) => compareUtf8(a.unitId, b.unitId));
