import { loadById, mutate, paged, type Paged, type PersonalData, type ServiceContext } from '@sortition/service-kit';
import { loadDepartment } from '../department/department.resolvers.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { phoneShownTo } from '../inspection-object/seal-entry.ts';
import { countExperts, findExperts, listExperts, type ExpertRow } from './expert.store.ts';
import { saveExpert } from './save-expert.ts';

export type ExpertPage = Paged<ExpertRow>;

const loadExpert = (context: ServiceContext, id: string): Promise<ExpertRow | null> => loadById(context, 'expert', id, (row: ExpertRow) => row.id, findExperts);

export const expertResolvers = (personalData: PersonalData): Resolvers => ({
  Query: {
    expert: (_source, { id }, context) => loadExpert(context, id),
    experts: (_source, { filter, ...args }, context) => paged(context, args, {
      rows: (tx, page) => listExperts(tx, filter ?? {}, page), total: (tx) => countExperts(tx, filter ?? {}), positionOf: (row) => [row.divisionCode, row.id],
    }),
  },
  Mutation: { saveExpert: (_source, { input }, context) => mutate(context, 'saveExpert', input, saveExpert(personalData)) },
  ExpertPayload: { expert: ({ expertId }, _args, context) => loadExpert(context, expertId) },
  Expert: {
    __resolveReference: ({ id }, context) => loadExpert(context, id),
    department: ({ departmentId }, _args, context) => loadDepartment(context, departmentId),
    phone: ({ phoneSealed, departmentId }, _args, context) => phoneShownTo(personalData, phoneSealed, departmentId === context.identity.department),
  },
});
