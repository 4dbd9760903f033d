import { maskCitizenId, maskName, maskPhone } from '@sortition/identifiers';
import { loadById, loadGroup, mutate, type PersonalData, type ServiceContext } from '@sortition/service-kit';
import { adoptExternalResult } from '../adoption/adopt-external-result.ts';
import { listAdoptedResults, type AdoptedResultRow } from '../adoption/adopted-result.store.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { findResultsByIds } from '../result/result.store.ts';
import { profileOfTask } from '../task/profile-of-task.ts';
import { addThirdPartyReport } from '../third-party/add-third-party-report.ts';
import { listThirdPartyReports } from '../third-party/third-party-report.store.ts';
import { loadInspection } from '../visit/load-inspection.ts';
import { addExpertOpinion } from './add-expert-opinion.ts';
import { confirmRecord } from './confirm-record.ts';
import { exportRecordForm } from './export-record-form.ts';
import { openRecord } from './open-record.ts';
import { contentHashOf } from './record-content.ts';
import { recordRefusal } from './record-refusal.ts';
import { recordFormOf } from './record.rules.ts';
import { findRecordsByIds, listExpertOpinions, listRecordItems, listSignatures, type RecordItemRow } from './record.store.ts';
import { saveRecordHeading } from './save-record-heading.ts';
import { saveRecordItem } from './save-record-item.ts';
import { signRecord } from './sign-record.ts';
import { submitRecord } from './submit-record.ts';

const loadRecord = (context: ServiceContext, id: string) => loadById(context, 'record', id, (row) => row.id, findRecordsByIds);
const loadItems = (context: ServiceContext, id: string) => loadGroup(context, 'record items', id, (row) => row.recordId, listRecordItems);

/** What was recorded after an adoption stands in its place. */
const adoptionOf = async (context: ServiceContext, { recordId, itemId, recordedAt }: RecordItemRow): Promise<AdoptedResultRow | null> =>
  (await loadGroup(context, 'adopted results', recordId, (row) => row.recordId, listAdoptedResults)).find((row) => row.itemId === itemId && row.adoptedAt.getTime() === recordedAt?.getTime()) ?? null;

async function formNameOf(context: ServiceContext, inspectionId: string, form: string): Promise<string> {
  const visit = await loadInspection(context, inspectionId);
  return visit === null ? form : recordFormOf(profileOfTask(visit))?.zh ?? form;
}

export const recordResolvers = (personalData: PersonalData): Resolvers => ({
  Query: { recordForm: (_source, { recordId }, context) => exportRecordForm(context, recordId, personalData) },
  Mutation: {
    openRecord: (_source, { input }, context) => mutate(context, 'openRecord', input, openRecord),
    saveRecordHeading: (_source, { input }, context) => mutate(context, 'saveRecordHeading', input, (tx, act, given) => saveRecordHeading(tx, act, given, personalData)),
    saveRecordItem: (_source, { input }, context) => mutate(context, 'saveRecordItem', input, saveRecordItem),
    addThirdPartyReport: (_source, { input }, context) => mutate(context, 'addThirdPartyReport', input, addThirdPartyReport),
    addExpertOpinion: (_source, { input }, context) => mutate(context, 'addExpertOpinion', input, addExpertOpinion),
    signRecord: (_source, { input }, context) => mutate(context, 'signRecord', input, (tx, act, given) => signRecord(tx, act, given, personalData)),
    recordRefusal: (_source, { input }, context) => mutate(context, 'recordRefusal', input, (tx, act, given) => recordRefusal(tx, act, given, personalData)),
    submitRecord: (_source, { input }, context) => mutate(context, 'submitRecord', input, submitRecord),
    adoptExternalResult: (_source, { input }, context) => mutate(context, 'adoptExternalResult', input, adoptExternalResult),
    confirmRecord: (_source, { input }, context) => mutate(context, 'confirmRecord', input, confirmRecord),
  },
  RecordPayload: { record: ({ recordId }, _args, context) => loadRecord(context, recordId) },
  InspectionRecord: {
    __resolveReference: ({ id }, context) => loadRecord(context, id),
    inspection: ({ inspectionId }, _args, context) => loadInspection(context, inspectionId),
    department: ({ departmentId }) => (departmentId === null ? null : { id: departmentId }),
    formName: ({ inspectionId, form }, _args, context) => formNameOf(context, inspectionId, form),
    certificateNo: ({ certificateNoSealed }) => (certificateNoSealed === null ? null : maskCitizenId(personalData.open(certificateNoSealed))),
    contactPhone: ({ contactPhoneSealed }) => (contactPhoneSealed === null ? null : maskPhone(personalData.open(contactPhoneSealed))),
    items: ({ id }, _args, context) => loadItems(context, id),
    signatures: ({ id }, _args, context) => loadGroup(context, 'signatures', id, (row) => row.recordId, listSignatures),
    thirdPartyReports: ({ id }, _args, context) => loadGroup(context, 'third-party reports', id, (row) => row.recordId, listThirdPartyReports),
    expertOpinions: ({ id }, _args, context) => loadGroup(context, 'expert opinions', id, (row) => row.recordId, listExpertOpinions),
    refusal: ({ refusalNote, refusalReason, refusalWitnessSealed, refusalNotedById, refusalNotedAt }) => (refusalNote === null || refusalNotedAt === null ? null : {
      note: refusalNote, reason: refusalReason, witness: refusalWitnessSealed === null ? null : maskName(personalData.open(refusalWitnessSealed)),
      notedBy: refusalNotedById === null ? null : { id: refusalNotedById }, notedAt: refusalNotedAt,
    }),
    contentHash: async (row, _args, context) => contentHashOf(row, await loadItems(context, row.id)),
  },
  ThirdPartyReport: {
    item: ({ itemId }) => (itemId === null ? null : { id: itemId }),
    addedBy: ({ addedById }) => ({ id: addedById }),
  },
  AdoptedResult: {
    source: ({ sourceResultId }, _args, context) => (sourceResultId === null ? null : loadById(context, 'result', sourceResultId, (row) => row.id, findResultsByIds)),
    adoptedBy: ({ adoptedById }) => ({ id: adoptedById }),
  },
  RecordItem: {
    state: async (item, _args, context) => (item.inspected === null ? 'OPEN' : await adoptionOf(context, item) === null ? 'RECORDED' : 'ADOPTED'),
    adopted: (item, _args, context) => adoptionOf(context, item),
    item: ({ itemId }) => ({ id: itemId }),
    department: ({ departmentId }) => ({ id: departmentId }),
    recordedBy: ({ recordedById }) => (recordedById === null ? null : { id: recordedById }),
  },
  RecordSignature: {
    inspector: ({ inspectorId }) => (inspectorId === null ? null : { id: inspectorId }),
    signerName: ({ signerNameSealed }) => (signerNameSealed === null ? null : maskName(personalData.open(signerNameSealed))),
  },
});
