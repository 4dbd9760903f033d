import type { PlanEntryOrigin } from '@sortition/profiles';
import type { Criterion } from './differentiation.rules.ts';
import type { EntryDrawMode } from './draw-mode.rules.ts';
import type { KeyField } from './special-inspection.rules.ts';

type Given<T> = T | null | undefined;

/** What a caller says of an entry. What is left out stays as it was, or empty in a new entry. */
export interface PlanEntryContent {
  readonly entryId?: Given<string>;
  readonly origin?: Given<PlanEntryOrigin>;
  readonly drawMode?: Given<EntryDrawMode>;
  readonly keyField?: Given<KeyField>;
  readonly instructionIds?: Given<readonly string[]>;
  readonly serialNo?: Given<number>;
  readonly name?: Given<string>;
  readonly leadDepartmentId?: Given<string>;
  readonly participatingDepartmentIds?: Given<readonly string[]>;
  readonly items?: Given<readonly { readonly itemId: string; readonly departmentId: string }[]>;
  readonly objectScope?: Given<string>;
  readonly population?: Given<{
    readonly kinds?: Given<readonly string[]>;
    readonly divisionCodes?: Given<readonly string[]>;
    readonly tags?: Given<readonly string[]>;
    readonly riskLevels?: Given<readonly string[]>;
    readonly creditLevels?: Given<readonly string[]>;
    readonly ownerDepartmentIds?: Given<readonly string[]>;
  }>;
  readonly modes?: Given<readonly string[]>;
  readonly period?: Given<{ readonly from: string; readonly to: string }>;
  readonly ratio?: Given<string>;
  readonly frequency?: Given<number>;
  readonly objectCount?: Given<number>;
  readonly ratioRationale?: Given<string>;
  readonly strata?: Given<readonly (Criterion & { readonly also?: Given<readonly Criterion[]>; readonly ratio: string; readonly number?: Given<number>; readonly frequency?: Given<number> })[]>;
  readonly furtherFields?: Given<readonly { readonly field: string; readonly value: string }[]>;
  readonly notMergedReason?: Given<string>;
}
