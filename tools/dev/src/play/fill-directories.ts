import type { Department } from '../issuer/accounts.ts';
import { idFrom, officer } from './people.ts';
import type { Player } from './player.ts';

/** An entry of the object directory, with the fields of table B.1. */
export interface ObjectToEnter {
  readonly name: string;
  readonly uscc: string;
  readonly divisionCode: string;
  readonly district: string;
  readonly address: string;
  readonly phone: string;
  readonly legalRepresentative: string;
  readonly riskLevel: 'LOW' | 'MEDIUM' | 'HIGH';
  readonly creditLevel: 'A' | 'B' | 'C' | 'D';
  readonly tags?: readonly string[];
}

/** An entry of the inspector directory, with the fields of table C.1. */
export interface InspectorToEnter {
  readonly name: string;
  readonly phone: string;
  readonly specialties: readonly string[];
  readonly certificateExpiresOn: string;
}

export interface EnteredInspector {
  readonly id: string;
  /** With which the inspector signs in. */
  readonly subject: string;
}

const IMPORT_OBJECTS = `mutation ImportInspectionObjects($input: ImportInspectionObjectsInput!) {
  importInspectionObjects(input: $input) { created updated unchanged refused rows { line outcome errors { code field reason } } }
}`;
const SAVE_INSPECTOR = 'mutation SaveInspector($input: SaveInspectorInput!) { saveInspector(input: $input) { inspector { id } } }';
const BATCH = 100;

interface Imported {
  readonly importInspectionObjects: { readonly refused: number; readonly rows: readonly { readonly line: number; readonly outcome: string; readonly errors: readonly unknown[] }[] };
}

/** CQ 5.2: objects are taken over from another system in batches; a refused row stops the play, for nothing may go unexplained. */
export async function importObjects(player: Player, owner: Department, key: string, objects: readonly ObjectToEnter[]): Promise<void> {
  for (let start = 0; start < objects.length; start += BATCH) {
    const rows = objects.slice(start, start + BATCH).map(({ address, phone, ...object }) => ({
      externalId: object.uscc,
      object: { ...object, kind: 'MARKET_ENTITY', code: object.uscc, counterpartNature: 'ORGANISATION', inspectionAddress: address, contactPhone: phone },
    }));
    const { importInspectionObjects } = await player.act<Imported>({
      step: `${key} objects from ${start}`,
      by: officer(owner, 'DIRECTORY_MANAGER'),
      document: IMPORT_OBJECTS,
      input: { sourceSystem: 'NECIPS', rows },
      notBy: [{ by: officer(owner, 'INSPECTOR'), code: 'FORBIDDEN' }],
    });
    if (importInspectionObjects.refused > 0) throw new Error(`refused rows: ${JSON.stringify(importInspectionObjects.rows.filter(({ outcome }) => outcome === 'REFUSED').slice(0, 5))}`);
  }
}

/** CQ 5.3: a department enters its inspectors, each with the subject of the account. */
export async function enterInspectors(player: Player, department: Department, key: string, inspectors: readonly InspectorToEnter[]): Promise<EnteredInspector[]> {
  const entered: EnteredInspector[] = [];
  for (const [index, { name, phone, specialties, certificateExpiresOn }] of inspectors.entries()) {
    const id = idFrom(player.seed, `inspector ${key} ${index + 1}`);
    const subject = `inspector.${id}`;
    await player.act({
      step: `${key} inspector ${index + 1}`,
      by: officer(department, 'DIRECTORY_MANAGER'),
      document: SAVE_INSPECTOR,
      input: {
        id,
        inspector: {
          serialNo: index + 1, name, phone, district: department.name.slice(0, 3), region: department.division, level: department.level, category: 'ENFORCEMENT_CIVIL_SERVANT',
          qualified: true, certificateNo: `${department.division}${String(index + 1).padStart(5, '0')}`, certificateExpiresOn, specialties, modes: ['ON_SITE'], subject,
        },
      },
      notBy: index === 0 ? [{ by: officer(department, 'PLANNER'), code: 'FORBIDDEN' }] : [],
    });
    entered.push({ id, subject });
  }
  return entered;
}
