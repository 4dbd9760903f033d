import { parseArgs } from 'node:util';

export interface ImportArguments {
  readonly roster: string;
  readonly profile: string;
  readonly dryRun: boolean;
  /** Department that answers for new entries. */
  readonly owner: string | null;
  readonly database: string | null;
  readonly refused: string | null;
  readonly json: boolean;
}

export const USAGE = `Usage: npm run import -- --roster FILE --profile CODE [--dry-run] [--owner DEPARTMENT_ID] [--database URL] [--refused FILE] [--json]

  --roster    a file of the company register, or of annexes B.1 to B.3 or C.1; CSV, CSV.gz or xlsx
  --profile   the jurisdiction whose rules apply: CQ, CC, SAMR, SY or GA
  --dry-run   check everything, change nothing
  --owner     id of the department that answers for new entries (谁审批、谁监管)
  --database  URL of the registry's database as its app role; else REGISTRY_DATABASE_URL, else the one below .data
  --refused   where the refused rows go; below .data/imports by default
  --json      end with one JSON object

名录库导入：支持企业登记数据及附录B、附录C样表（CSV、CSV.gz、xlsx），逐行报告错误，可续传，重复导入不改变任何数据。`;

/** The arguments, or what is wrong with them. */
export function readArguments(args: readonly string[]): ImportArguments | { readonly problem: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        roster: { type: 'string' }, profile: { type: 'string' }, 'dry-run': { type: 'boolean', default: false }, owner: { type: 'string' }, database: { type: 'string' },
        refused: { type: 'string' }, json: { type: 'boolean', default: false },
      },
    });
    if (values.roster === undefined || values.profile === undefined) return { problem: '--roster and --profile are needed' };
    return {
      roster: values.roster, profile: values.profile, dryRun: values['dry-run'], owner: values.owner ?? null, database: values.database ?? null, refused: values.refused ?? null, json: values.json,
    };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
