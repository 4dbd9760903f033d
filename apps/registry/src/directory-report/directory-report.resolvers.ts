import { dayOf, refuse } from '@sortition/kernel';
import { read, unwrap } from '@sortition/service-kit';
import { loadDepartment } from '../department/department.resolvers.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { profileNow } from '../profile/profile.resolvers.ts';
import { assetsOf, codesInDirectory, deficientEntries, missingCounts, qualityCounts, type QualityCounts } from './directory-report.store.ts';

/** Counted at once; the entries themselves are read only when somebody asks for them. */
export interface Quality extends QualityCounts {
  readonly divisionCode: string;
  readonly completeness: number | null;
  readonly missing: readonly { readonly field: string; readonly entries: number }[];
}

const MOST_CODES = 10_000;
const MOST_SHOWN = 200;

export const directoryReportResolvers: Resolvers = {
  Query: {
    directoryCoverage: async (_source, { divisionCode, sourceCodes }, context) => {
      if (sourceCodes.length > MOST_CODES) return unwrap(refuse('INVALID_VALUE', null, { field: 'sourceCodes', max: MOST_CODES }));
      const codes = [...new Set(sourceCodes)];
      const known = await read(context, (tx) => codesInDirectory(tx, divisionCode, codes));
      const missingCodes = codes.filter((code) => !known.has(code)).slice(0, MOST_SHOWN);
      return { inSource: codes.length, inDirectory: known.size, coverage: codes.length === 0 ? null : known.size / codes.length, missingCodes };
    },
    directoryQuality: async (_source, { divisionCode }, context) => {
      const [counts, missing] = await read(context, async (tx) => [await qualityCounts(tx, divisionCode), await missingCounts(tx, divisionCode)] as const);
      return { divisionCode, ...counts, missing, completeness: counts.entries === 0 ? null : (counts.entries - counts.incomplete) / counts.entries };
    },
    departmentReadiness: async (_source, { departmentId }, context) => {
      const department = await loadDepartment(context, departmentId);
      if (department === null) return null;
      const asked: readonly string[] = profileNow(context, department.profile)?.department.requiredAssets.value ?? [];
      const assets = await read(context, (tx) => assetsOf(tx, departmentId));
      const missing = asked.filter((asset) => assets[asset] === false);
      return { department, ready: missing.length === 0, missing };
    },
  },
  DirectoryQuality: { deficient: ({ divisionCode }, _args, context) => read(context, (tx) => deficientEntries(tx, divisionCode, dayOf(context.clock()))) },
};
