import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { readUpload } from '../evidence/read-upload.ts';
import { storeFile } from '../evidence/stored-file.store.ts';
import { recordAsMember } from '../record/record-access.ts';
import { dossierMustBeOpen } from '../visit/visit-access.ts';
import { insertThirdPartyReport, type ThirdPartyReportRow } from './third-party-report.store.ts';

export interface AddThirdPartyReportInput extends MutationInput {
  readonly recordId: string;
  readonly itemId?: string | null | undefined;
  readonly service: string;
  readonly body: string;
  readonly qualification: string;
  readonly author: string;
  readonly conclusion: string;
  readonly contentBase64?: string | null | undefined;
}

/** CC art.16: audit, capital verification, appraisal or testing by an entrusted body, with what it is qualified by and what it concluded. */
export async function addThirdPartyReport(tx: Tx, act: Act, input: AddThirdPartyReportInput): Promise<Outcome<{ recordId: string }>> {
  const access = await recordAsMember(tx, act, input.recordId);
  if (!access.ok) return access;
  const { record, items, visit, profile, member } = access.value;
  const { services } = profile.thirdParty;
  const clause = clauseOf(services);
  const open = dossierMustBeOpen(visit, profile);
  if (!open.ok) return open;
  const offered = demand(services);
  if (!offered.ok) return offered;
  if (!offered.value.some((service) => service === input.service)) return refuse('INVALID_VALUE', clause, { field: 'service', allowed: offered.value });
  if (input.itemId && !items.some(({ itemId }) => itemId === input.itemId)) return refuse('ITEM_NOT_IN_TASK', clause, { itemId: input.itemId });
  const words = { body: input.body.trim(), qualification: input.qualification.trim(), author: input.author.trim(), conclusion: input.conclusion.trim() };
  const missing = Object.entries(words).find(([, value]) => value === '');
  if (missing !== undefined) return refuse('MISSING_FIELD', clause, { field: missing[0] });
  const file = input.contentBase64 ? readUpload(input.contentBase64, 'contentBase64', clause) : ok(null);
  if (!file.ok) return file;
  if (file.value !== null) await storeFile(tx, record.region, file.value, act.now);
  const row: ThirdPartyReportRow = {
    region: record.region, id: newId(), recordId: record.id, itemId: input.itemId ?? null, service: input.service, ...words, fileSha256: file.value?.sha256 ?? null, addedById: member.inspectorId, addedAt: act.now,
  };
  await insertThirdPartyReport(tx, row);
  recordChange(tx, { entity: 'InspectionRecord', entityId: record.id, before: null, after: { thirdPartyReport: row } });
  return ok({ recordId: record.id });
}
