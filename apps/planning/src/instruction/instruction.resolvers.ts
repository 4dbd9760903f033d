import { loadGroup, mutate, read, unwrap, type ServiceContext } from '@sortition/service-kit';
import { refuse } from '@sortition/kernel';
import type { Resolvers } from '../generated/resolvers.ts';
import { instructionConnection, loadInstruction } from './instruction-loaders.ts';
import { findCarryingEntries, findInstructions } from './instruction.store.ts';
import { recordInstruction } from './record-instruction.ts';

const carryingEntries = async (context: ServiceContext, id: string) =>
  (await loadGroup(context, 'entriesOfInstruction', id, (row) => row.instructionId, findCarryingEntries)).map(({ entry }) => entry);

export const instructionResolvers: Resolvers = {
  Query: {
    instruction: (_source, { id }, context) => read(context, async (tx) => (await findInstructions(tx, [id]))[0] ?? unwrap(refuse('NOT_FOUND', null, { entity: 'Instruction', id }))),
    instructions: (_source, { filter, ...args }, context) => instructionConnection(context, filter ?? {}, args),
  },
  Mutation: {
    recordInstruction: async (_source, { input }, context) => ({ instruction: await loadInstruction(context, (await mutate(context, 'recordInstruction', input, recordInstruction)).instructionId) }),
  },
  Instruction: {
    __resolveReference: ({ id }, context) => loadInstruction(context, id),
    addressee: ({ addresseeId }) => ({ id: addresseeId }),
    requirement: ({ requiredItemId, requiredRatio }) => (requiredItemId === null || requiredRatio === null ? null : { item: { id: requiredItemId }, minRatio: requiredRatio }),
    state: async ({ id }, _args, context) => ((await carryingEntries(context, id)).length === 0 ? 'OPEN' : 'COVERED'),
    planEntries: ({ id }, _args, context) => carryingEntries(context, id),
  },
};
