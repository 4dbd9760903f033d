import { newId } from '@sortition/kernel';
import type { Profile } from '@sortition/profiles';
import type { Act, PersonalData, Tx } from '@sortition/service-kit';
import { departmentsNamed, type DepartmentRow } from '../department/department.store.ts';
import { CATEGORY_LABELS, codeOfLabel } from '../directory-form/form-labels.ts';
import { invalid, missing, type EntryError } from '../inspection-object/entry.ts';
import { inspectorIsSound, type InspectorDraft } from '../inspector/inspector.rules.ts';
import { inspectorsNamed, type InspectorRow } from '../inspector/inspector.store.ts';
import { enterInspector } from '../inspector/save-inspector.ts';
import { lockRoster } from '../roster/roster.store.ts';
import { tellInspectorRoster } from '../roster/tell-roster.ts';
import type { FileRecord } from './csv-records.ts';
import type { RefusedRow } from './refused-rows.ts';
import { cellOf, type RosterFormat } from './roster-format.ts';
import type { RowImporter } from './row-importer.ts';

interface InspectorLine {
  readonly departmentName: string;
  readonly draft: InspectorDraft;
}

export interface InspectorImport {
  readonly profile: Profile;
  readonly format: RosterFormat;
  readonly personalData: PersonalData;
  readonly dryRun: boolean;
}

/** Rows of table C.1. It has no key, so a person is known again by department, name and telephone; another number is another person. */
export function inspectorImporter(work: InspectorImport): RowImporter<InspectorLine> {
  return {
    check: (records) => records.map((record) => {
      const line = readLine(work.format, record);
      return line.departmentName === '' ? { record, errors: [missing('department')] } : { record, row: line };
    }),
    store: async (tx, act, rows) => {
      const version = work.dryRun ? 0 : await lockRoster(tx, 'INSPECTOR');
      const sound = rows.flatMap((row) => ('row' in row ? [row] : []));
      const departments = await departmentsNamed(tx, [...new Set(sound.map(({ row }) => row.departmentName))]);
      const refused: RefusedRow[] = [];
      const stored: { readonly row: InspectorRow; readonly isNew: boolean }[] = [];
      let unchanged = 0;
      for (const { record, row } of sound) {
        const settled = await settleLine(tx, act, work, { line: row, departments, version });
        if ('errors' in settled) refused.push({ record, errors: settled.errors });
        else if (settled.stored === null) unchanged += 1;
        else stored.push({ row: settled.stored, isNew: settled.isNew });
      }
      if (!work.dryRun) await tellInspectorRoster(tx, act, version, stored.map(({ row }) => row));
      const created = stored.filter(({ isNew }) => isNew).length;
      return { created, updated: stored.length - created, unchanged, refused };
    },
  };
}

function readLine(format: RosterFormat, { cells }: FileRecord): InspectorLine {
  const cell = (field: string): string | null => cellOf(format, cells, field);
  const several = (field: string): string[] => (cell(field) ?? '').split(/[、，,；;|]/).map((part) => part.trim()).filter((part) => part !== '');
  const serial = cell('serialNo');
  const category = cell('category');
  return {
    departmentName: cell('department') ?? '',
    draft: {
      serialNo: serial !== null && /^\d{1,9}$/.test(serial) ? Number(serial) : null, name: cell('name'), phone: cell('phone'), district: cell('district'), unit: cell('unit'),
      category: category === null ? null : codeOfLabel(CATEGORY_LABELS, category), specialties: several('specialties'), modes: several('modes'), level: cell('level'), region: cell('region'),
      certificateNo: cell('certificateNo'), certificateExpiresOn: cell('certificateExpiresOn'), citizenId: cell('citizenId'),
    },
  };
}

interface LineCase {
  readonly line: InspectorLine;
  readonly departments: readonly DepartmentRow[];
  readonly version: number;
}

type SettledLine = { readonly errors: readonly EntryError[] } | { readonly stored: InspectorRow | null; readonly isNew: boolean };

async function settleLine(tx: Tx, act: Act, { profile, personalData, dryRun }: InspectorImport, { line, departments, version }: LineCase): Promise<SettledLine> {
  const [department, another] = departments.filter(({ name, profile: code }) => name === line.departmentName && code === profile.code);
  if (department === undefined) return { errors: [invalid('department', 'UNKNOWN_DEPARTMENT', { value: line.departmentName })] };
  if (another !== undefined) return { errors: [invalid('department', 'SEVERAL_DEPARTMENTS', { value: line.departmentName })] };
  // the form has neither level nor region: they are those of the department
  const draft: InspectorDraft = { ...line.draft, level: line.draft.level ?? department.level, region: line.draft.region ?? department.divisionCode };
  const sound = inspectorIsSound(profile, draft);
  if (!sound.ok) return { errors: [{ code: sound.error.code === 'MISSING_FIELD' ? 'MISSING_FIELD' : 'INVALID_VALUE', field: String(sound.error.details['field']), details: sound.error.details }] };
  const known = (await inspectorsNamed(tx, department.id, [sound.value.name])).find(({ phoneSealed }) => phoneSealed !== null && personalData.open(phoneSealed) === sound.value.phone);
  const facts = (row: InspectorRow): string => JSON.stringify([row.category, row.district, row.specialties, row.serialNo]);
  if (known !== undefined && facts(known) === JSON.stringify([sound.value.category, sound.value.district, sound.value.specialties, sound.value.serialNo])) return { stored: null, isNew: false };
  if (dryRun && known !== undefined) return { stored: known, isNew: false };
  // what the form does not say of somebody known stays as it is
  const merged: InspectorDraft = known === undefined ? draft : { ...known, region: known.divisionCode, ...present(draft), phone: sound.value.phone };
  const entered = await enterInspector(tx, act, { personalData, profile, department, before: known ?? null, draft: merged, newId: newId(), rosterVersion: version + 1 });
  if (!entered.ok) return { errors: [{ code: 'INVALID_VALUE', field: String(entered.error.details['field'] ?? 'name'), details: entered.error.details }] };
  return { stored: entered.value, isNew: known === undefined };
}

const present = (draft: InspectorDraft): InspectorDraft => Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)));
