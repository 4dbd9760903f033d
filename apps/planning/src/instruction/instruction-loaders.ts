import { loadById, paged, type Paged, type ServiceContext } from '@sortition/service-kit';
import { countInstructions, findInstructions, instructionPosition, listInstructions, type InstructionFilter, type InstructionRow } from './instruction.store.ts';

export const loadInstruction = (context: ServiceContext, id: string): Promise<InstructionRow | null> => loadById(context, 'instruction', id, (row) => row.id, findInstructions);

export type InstructionPage = Paged<InstructionRow>;

/** One page of the instructions that the caller may see. */
export const instructionConnection = (context: ServiceContext, filter: InstructionFilter, args: { readonly first?: number | null | undefined; readonly after?: string | null | undefined }): InstructionPage =>
  paged(context, args, { rows: (tx, page) => listInstructions(tx, filter, page), total: (tx) => countInstructions(tx, filter), positionOf: instructionPosition });
