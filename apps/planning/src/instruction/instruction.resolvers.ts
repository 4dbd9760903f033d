import { loadGroup, mutate, read, unwrap, type ServiceContext } from '@sortition/service-kit';
import { refuse } from '@sortition/kernel';
import { readPage } from '../counted-connection.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { loadInstruction } from './instruction-loaders.ts';
import { countInstructions, findCarryingEntries, findInstructions, instructionPosition, listInstructions } from './instruction.store.ts';
import { recordInstruction } from './record-instruction.ts';

const carryingEntries = async (context: ServiceContext, id: string) =>
  (await loadGroup(context, 'entriesOfInstruction', id, (row) => row.instructionId, findCarryingEntries)).map(({ entry }) => entry);

export const instructionResolvers: Resolvers = {
  Query: {
    instruction: (_source, { id }, context) => read(context, async (tx) => (await findInstructions(tx, [id]))[0] ?? unwrap(refuse('NOT_FOUND', null, { entity: 'Instruction', id }))),
    instructions: (_source, { filter, ...args }, context) =>
      readPage(context, args, { list: (tx, page) => listInstructions(tx, filter ?? {}, page), count: (tx) => countInstructions(tx, filter ?? {}), positionOf: instructionPosition }),
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
  InstructionConnection: { totalCount: ({ countAll }) => countAll() },
};
