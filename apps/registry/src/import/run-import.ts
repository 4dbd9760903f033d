import pg from 'pg';
import { dayOf } from '@sortition/kernel';
import { profileInForce, SHIPPED_PROFILES, type Profile } from '@sortition/profiles';
import { openPersonalData, type PersonalData } from '@sortition/service-kit';
import { entryRulesOf, type StandardTerms } from '../inspection-object/entry-rules.ts';
import type { Entry } from '../inspection-object/entry.ts';
import { objectRowChecker } from './check-rows.ts';
import { inspectorImporter } from './import-inspector-rows.ts';
import { importRoster, type ImportSummary } from './import-roster.ts';
import { refusedFile } from './refused-rows.ts';
import { fileSha256, openRosterFile, type RosterFile } from './roster-file.ts';
import { detectFormat, type RosterFormat } from './roster-format.ts';
import type { RowImporter } from './row-importer.ts';
import { storeObjectRows } from './store-object-rows.ts';

export interface ImportRequest {
  /** Of the registry's database, as its app role. */
  readonly databaseUrl: string;
  readonly personalDataKey: string | undefined;
  readonly file: string;
  readonly profile: string;
  readonly ownerDepartmentId: string | null;
  readonly dryRun: boolean;
  readonly refusedPath: string;
  readonly now: () => Date;
  readonly onProgress: (summary: ImportSummary, share: number) => void;
}

export interface ImportReport extends ImportSummary {
  readonly format: string;
  /** Undefined when every row was taken. */
  readonly refusedPath: string | undefined;
}

/** What stops an import before its first row: not a bug, and to be told in a sentence. */
export class ImportRefused extends Error {}

const HEADER_WITHIN = 5;
const ONE_IMPORT_AT_A_TIME = 7_274_011;
const NO_PERSONAL_DATA = 'A'.repeat(43);

/** Brings a file into the directories of a registry. */
export async function runImport(request: ImportRequest): Promise<ImportReport> {
  const found = profileInForce(SHIPPED_PROFILES, request.profile, dayOf(request.now()));
  if (!found.ok) throw new ImportRefused(`辖区规则不存在或未施行：${request.profile}`);
  const profile = found.value;
  const file = openRosterFile(request.file);
  const { format, line } = await findHeader(file, profile);
  if (format.kind !== 'REGISTER' && request.personalDataKey === undefined) throw new ImportRefused('该文件含个人信息，须提供 PERSONAL_DATA_KEY（平台数据目录的 keys.json 中有此密钥）');
  const personalData = openPersonalData(request.personalDataKey ?? NO_PERSONAL_DATA);
  const client = new pg.Client({ connectionString: request.databaseUrl, application_name: 'roster-import' });
  client.on('error', () => undefined); // a lost connection is told by the statement that runs
  await client.connect();
  try {
    await makeReady(client);
    const rows = openRosterFile(request.file);
    const work = {
      client, file: rows, sha256: await fileSha256(request.file), profile: profile.code, format: format.code, headerLine: line, dryRun: request.dryRun, now: request.now,
      refusedFile: refusedFile(request.refusedPath, format.header, headingOf(format)),
      onProgress: (summary: ImportSummary) => request.onProgress(summary, Math.min(1, rows.bytesRead() / rows.size)),
    };
    const summary = format.kind === 'INSPECTOR_FORM'
      ? await importRoster({ ...work, importer: inspectorImporter({ profile, format, personalData, dryRun: request.dryRun }) })
      : await importRoster({ ...work, importer: objectImporter({ ...request, client, personalData, profile, format, standard: await standardOf(client, profile.code) }) });
    return { ...summary, format: format.code, refusedPath: summary.refused > 0 ? request.refusedPath : undefined };
  } finally {
    await client.end();
  }
}

/** Workbooks often carry a title above the header. */
async function findHeader(file: RosterFile, profile: Profile): Promise<{ readonly format: RosterFormat; readonly line: number }> {
  let problem = '文件是空的';
  let looked = 0;
  for await (const records of file.records()) {
    for (const { cells, line } of records) {
      const format = detectFormat(profile, cells);
      if (!('problem' in format)) return { format, line };
      if (looked === 0) problem = format.problem;
      looked += 1;
      if (looked === HEADER_WITHIN) throw new ImportRefused(problem);
    }
  }
  throw new ImportRefused(problem);
}

/** The database has our tables, and nobody else is importing; the lock goes with the connection. */
async function makeReady(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ ready: boolean; locked: boolean }>("select to_regclass('registry.inspection_object') is not null as ready, pg_try_advisory_lock($1) as locked", [ONE_IMPORT_AT_A_TIME]);
  if (rows[0]?.ready !== true) throw new ImportRefused('数据库中没有名录库的表：请先运行 npm start 或 npm run migrate');
  if (!rows[0].locked) throw new ImportRefused('另一个导入正在进行');
  const names = await client.query<{ known: boolean }>("select 'lz4' = any(enumvals) as known from pg_settings where name = 'default_toast_compression'");
  if (names.rows[0]?.known === true) await client.query("set default_toast_compression = 'lz4'");
}

interface ObjectWork {
  readonly client: pg.Client;
  readonly personalData: PersonalData;
  readonly profile: Profile;
  readonly format: RosterFormat;
  readonly standard: StandardTerms | undefined;
  readonly ownerDepartmentId: string | null;
  readonly dryRun: boolean;
  readonly now: () => Date;
}

/** The standard that entries are held to. CC art.7. */
async function standardOf(client: pg.Client, profile: string): Promise<StandardTerms | undefined> {
  const { rows } = await client.query<StandardTerms>(`select required_fields as "requiredFields", classes from registry.directory_standard where profile = $1 and directory = 'OBJECT' and state = 'IN_FORCE'`, [profile]);
  return rows[0];
}

function objectImporter({ client, personalData, profile, format, standard, ownerDepartmentId, dryRun, now }: ObjectWork): RowImporter<Entry> {
  const rules = entryRulesOf(profile, dayOf(now()), standard);
  const objects = { client, personalData, rules, ownerDepartmentId, dryRun, sourceSystem: format.kind === 'REGISTER' ? 'REGISTER' : null };
  return { check: objectRowChecker(rules, format), store: (tx, act, rows) => storeObjectRows(tx, act, objects, rows) };
}

/** For what is wrong with no single column of the file. */
const OTHER_HEADINGS: Readonly<Record<string, string>> = { row: '整行', divisionCode: '所属区划', level: '执法层级', region: '执法区域', tag: '分类标注' };

/** The heading of a field's column, as the people know it who correct the file. */
const headingOf = ({ header, columns }: RosterFormat) => (field: string): string => header[columns.get(field) ?? -1] ?? OTHER_HEADINGS[field] ?? field;
