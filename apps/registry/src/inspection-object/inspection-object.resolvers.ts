import { maskName } from '@sortition/identifiers';
import { refuse } from '@sortition/kernel';
import { loadById, loadGroup, mutate, paged, pageOf, read, unwrap, type Paged, type PersonalData, type ServiceContext } from '@sortition/service-kit';
import { loadDepartment } from '../department/department.resolvers.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { deactivateInspectionObject } from './deactivate-inspection-object.ts';
import { importInspectionObjects } from './import-inspection-objects.ts';
import { countObjects, findObjects, listObjects, objectsByIdentity, versionAt, versionsOfObjects, type ObjectRow, type ObjectVersionRow } from './inspection-object.store.ts';
import { readPastObject } from './past-object.ts';
import { saveInspectionObject } from './save-inspection-object.ts';
import { idNoShown, phoneShownTo } from './seal-entry.ts';
import { tagInspectionObjects } from './tag-inspection-objects.ts';

export type InspectionObjectPage = Paged<ObjectRow>;

export const loadObject = (context: ServiceContext, id: string | null): Promise<ObjectRow | null> =>
  id === null ? Promise.resolve(null) : loadById(context, 'object', id, (row: ObjectRow) => row.id, findObjects);

/** The entry as it stood at an instant: the version that another replaced later, else the present one if it was there by then. */
async function objectAsOf(context: ServiceContext, id: string, instant: Date): Promise<ObjectRow | null> {
  const past = await read(context, (tx) => versionAt(tx, id, instant));
  if (past !== undefined) return readPastObject(past.row);
  const present = await loadObject(context, id);
  return present !== null && present.recordedAt <= instant ? present : null;
}

const isOwn = (context: ServiceContext, row: ObjectRow): boolean => row.ownerDepartmentId !== null && row.ownerDepartmentId === context.identity.department;

export const inspectionObjectResolvers = (personalData: PersonalData): Resolvers => ({
  Query: {
    inspectionObject: async (_source, { id: given, uscc, asOf }, context) => {
      if (given == null && uscc == null) return unwrap(refuse('MISSING_FIELD', null, { field: 'id' }));
      const [named] = uscc == null ? [] : await read(context, (tx) => objectsByIdentity(tx, [uscc]));
      const id = given ?? named?.id ?? null;
      return asOf == null || id === null ? loadObject(context, id) : objectAsOf(context, id, new Date(asOf));
    },
    inspectionObjects: (_source, { filter, ...args }, context) => {
      const { tag, tagsAll, ...rest } = filter ?? {};
      const criteria = { ...rest, tags: [...(rest.tags ?? []), ...(tagsAll ?? []), ...(tag == null ? [] : [tag])] };
      return paged(context, args, { rows: (tx, page) => listObjects(tx, criteria, page), total: (tx) => countObjects(tx, criteria), positionOf: (row) => [row.divisionCode, row.id] });
    },
  },
  Mutation: {
    saveInspectionObject: (_source, { input }, context) => mutate(context, 'saveInspectionObject', input, saveInspectionObject(personalData)),
    tagInspectionObjects: (_source, { input }, context) => mutate(context, 'tagInspectionObjects', input, tagInspectionObjects),
    deactivateInspectionObject: (_source, { input }, context) => mutate(context, 'deactivateInspectionObject', input, deactivateInspectionObject),
    importInspectionObjects: (_source, { input }, context) => mutate(context, 'importInspectionObjects', input, importInspectionObjects(personalData)),
  },
  InspectionObjectPayload: { inspectionObject: ({ inspectionObjectId }, _args, context) => loadObject(context, inspectionObjectId) },
  ImportInspectionObjectsPayload: {
    created: ({ rows }) => rows.filter(({ outcome }) => outcome === 'CREATED').length,
    updated: ({ rows }) => rows.filter(({ outcome }) => outcome === 'UPDATED').length,
    unchanged: ({ rows }) => rows.filter(({ outcome }) => outcome === 'UNCHANGED').length,
    refused: ({ rows }) => rows.filter(({ outcome }) => outcome === 'REFUSED').length,
  },
  ImportedRow: { inspectionObject: ({ inspectionObjectId }, _args, context) => loadObject(context, inspectionObjectId) },
  InspectionObject: {
    __resolveReference: ({ id }, context) => loadObject(context, id),
    ownerDepartment: ({ ownerDepartmentId }, _args, context) => loadDepartment(context, ownerDepartmentId),
    responsibleDepartments: async ({ ownerDepartmentId, coResponsibleIds }, _args, context) =>
      (await Promise.all([ownerDepartmentId, ...coResponsibleIds].map((id) => loadDepartment(context, id)))).filter((row) => row !== null),
    contactPhone: (row, _args, context) => phoneShownTo(personalData, row.contactPhoneSealed, isOwn(context, row)),
    site: (row) => (row.details?.kind === 'SITE' ? row : null),
    product: (row) => (row.details?.kind === 'PRODUCT' ? row.details : null),
    history: async ({ id }, args, context) => (await loadGroup(context, 'object-versions', id, (row: ObjectVersionRow) => row.id, versionsOfObjects)).slice(0, pageOf(args).first),
  },
  SiteDetails: siteResolvers(personalData),
  InspectionObjectVersion: {
    name: ({ row }) => readPastObject(row).name,
    state: ({ row }) => readPastObject(row).state,
    tags: ({ row }) => readPastObject(row).tags,
    reason: ({ row }) => readPastObject(row).reason,
    changedBy: ({ row }) => readPastObject(row).recordedBy,
  },
});

type SiteField = 'area' | 'division' | 'responsibleUnit' | 'responsibleUnitUscc' | 'responsiblePersonIdType' | 'siteUse' | 'siteScale' | 'inUseFrom' | 'serviceLife';

function siteResolvers(personalData: PersonalData): NonNullable<Resolvers['SiteDetails']> {
  const field = (name: SiteField) => ({ details }: ObjectRow): string | null => (details?.kind === 'SITE' ? details[name] ?? null : null);
  return {
    area: field('area'), division: field('division'), responsibleUnit: field('responsibleUnit'), responsibleUnitUscc: field('responsibleUnitUscc'),
    responsiblePersonIdType: field('responsiblePersonIdType'), siteUse: field('siteUse'), siteScale: field('siteScale'), inUseFrom: field('inUseFrom'), serviceLife: field('serviceLife'),
    responsiblePerson: (row, _args, context) => {
      const name = row.details?.kind === 'SITE' ? row.details.responsiblePerson ?? null : null;
      return name === null || isOwn(context, row) ? name : maskName(name);
    },
    responsiblePersonIdNo: ({ details }) => idNoShown(personalData, details?.kind === 'SITE' ? details.responsiblePersonIdNoSealed : null),
  };
}
