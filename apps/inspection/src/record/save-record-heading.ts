import { parseUscc } from '@sortition/identifiers';
import { ok, type Outcome } from '@sortition/kernel';
import { recordChange, type Act, type MutationInput, type PersonalData, type Tx } from '@sortition/service-kit';
import { recordAsMember, recordMustBe } from './record-access.ts';
import { updateRecord, type RecordRow } from './record.store.ts';

export interface SaveRecordHeadingInput extends MutationInput {
  readonly recordId: string;
  readonly counterpartNature?: 'ORGANISATION' | 'INDIVIDUAL' | null | undefined;
  readonly entityName?: string | null | undefined;
  readonly uscc?: string | null | undefined;
  readonly district?: string | null | undefined;
  readonly certificateNo?: string | null | undefined;
  readonly legalRepresentative?: string | null | undefined;
  readonly inspectionAddress?: string | null | undefined;
  readonly contactPhone?: string | null | undefined;
  readonly limitationNote?: string | null | undefined;
  readonly credentialsShown?: boolean | null | undefined;
  readonly sourceExplained?: boolean | null | undefined;
}

/** The fields that were given; a field left out stays, an empty one is emptied. Numbers of people are sealed. */
function changeOf(input: SaveRecordHeadingInput, personalData: PersonalData): Partial<RecordRow> {
  const seal = (value: string): string | null => (value.trim() === '' ? null : personalData.seal(value.trim()));
  const { certificateNo, contactPhone, counterpartNature, credentialsShown, sourceExplained } = input;
  const words = { entityName: input.entityName, uscc: input.uscc, district: input.district, legalRepresentative: input.legalRepresentative, inspectionAddress: input.inspectionAddress, limitationNote: input.limitationNote };
  return {
    ...Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined && value !== null).map(([field, value]) => [field, value?.trim() === '' ? null : value?.trim()])),
    ...(counterpartNature ? { counterpartNature } : {}),
    ...(typeof credentialsShown === 'boolean' ? { credentialsShown } : {}),
    ...(typeof sourceExplained === 'boolean' ? { sourceExplained } : {}),
    ...(typeof certificateNo === 'string' ? { certificateNoSealed: seal(certificateNo) } : {}),
    ...(typeof contactPhone === 'string' ? { contactPhoneSealed: seal(contactPhone) } : {}),
  };
}

/** What the trail may keep: of sealed values only whether they were there. */
const shown = (fields: Partial<RecordRow>): object =>
  Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, field.endsWith('Sealed') ? (value === null ? null : 'sealed') : value]));

/** CQ 附录F: the heading of the record form, prefilled from the directory and put right on the spot. */
export async function saveRecordHeading(tx: Tx, act: Act, input: SaveRecordHeadingInput, personalData: PersonalData): Promise<Outcome<{ recordId: string }>> {
  const access = await recordAsMember(tx, act, input.recordId);
  if (!access.ok) return access;
  const { record } = access.value;
  const open = recordMustBe(access.value, ['OPEN'], 'OPEN');
  if (!open.ok) return open;
  if (input.uscc) {
    const code = parseUscc(input.uscc);
    if (!code.ok) return code;
  }
  const change = changeOf(input, personalData);
  if (Object.keys(change).length > 0) await updateRecord(tx, record, change);
  const before = Object.fromEntries(Object.entries(record).filter(([field]) => field in change));
  recordChange(tx, { entity: 'InspectionRecord', entityId: record.id, before: shown(before), after: shown(change) });
  return ok({ recordId: record.id });
}
