import { maskCitizenId } from '@sortition/identifiers';
import { z } from 'zod';
import { loadById, loadGroup, mutate, paged, pageOf, type Paged, type PersonalData, type ServiceContext } from '@sortition/service-kit';
import { loadDepartment } from '../department/department.resolvers.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { loadObject } from '../inspection-object/inspection-object.resolvers.ts';
import { phoneShownTo } from '../inspection-object/seal-entry.ts';
import { confirmInspector, deactivateInspector } from './change-inspector-state.ts';
import { importInspectors } from './import-inspectors.ts';
import { countInspectors, findInspectors, listInspectors, versionsOfInspectors, type InspectorRow, type InspectorVersionRow } from './inspector.store.ts';
import { saveInspector } from './save-inspector.ts';

export type InspectorPage = Paged<InspectorRow>;

const loadInspector = (context: ServiceContext, id: string): Promise<InspectorRow | null> => loadById(context, 'inspector', id, (row: InspectorRow) => row.id, findInspectors);

const pastInspector = z.object({ level: z.string(), divisionCode: z.string(), category: z.string(), departmentId: z.string(), state: z.string(), recordedBy: z.string() });

export const inspectorResolvers = (personalData: PersonalData): Resolvers => ({
  Query: {
    inspector: (_source, { id }, context) => loadInspector(context, id),
    inspectors: (_source, { filter, ...args }, context) => {
      const { region, ...rest } = filter ?? {};
      const criteria = { ...rest, divisionCode: rest.divisionCode ?? region };
      return paged(context, args, { rows: (tx, page) => listInspectors(tx, criteria, page), total: (tx) => countInspectors(tx, criteria), positionOf: (row) => [row.divisionCode, row.id] });
    },
  },
  Mutation: {
    saveInspector: (_source, { input }, context) => mutate(context, 'saveInspector', input, saveInspector(personalData)),
    importInspectors: (_source, { input }, context) => mutate(context, 'importInspectors', input, importInspectors(personalData)),
    confirmInspector: (_source, { input }, context) => mutate(context, 'confirmInspector', input, confirmInspector),
    deactivateInspector: (_source, { input }, context) => mutate(context, 'deactivateInspector', input, deactivateInspector),
  },
  ImportedInspector: { inspector: ({ inspectorId }, _args, context) => (inspectorId === null ? null : loadInspector(context, inspectorId)) },
  InspectorPayload: { inspector: ({ inspectorId }, _args, context) => loadInspector(context, inspectorId) },
  Inspector: {
    __resolveReference: ({ id }, context) => loadInspector(context, id),
    department: ({ departmentId }, _args, context) => loadDepartment(context, departmentId),
    phone: ({ phoneSealed, departmentId }, _args, context) => phoneShownTo(personalData, phoneSealed, departmentId === context.identity.department),
    citizenId: ({ citizenIdSealed }) => (citizenIdSealed === null ? null : maskCitizenId(personalData.open(citizenIdSealed))),
    recusedObjects: async ({ recusedObjectIds }, _args, context) => (await Promise.all(recusedObjectIds.map((id) => loadObject(context, id)))).filter((row) => row !== null),
    history: async ({ id }, args, context) => (await loadGroup(context, 'inspector-versions', id, (row: InspectorVersionRow) => row.id, versionsOfInspectors))
      .slice(0, pageOf(args).first).map(({ row, recordedAt, recordedUntil }) => {
        const { recordedBy, ...past } = pastInspector.parse(row);
        return { ...past, recordedAt, recordedUntil, changedBy: recordedBy };
      }),
  },
});
