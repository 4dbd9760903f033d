import { loadById, type ServiceContext } from '@sortition/service-kit';
import type { CountedConnection } from '../counted-connection.ts';
import { findInstructions, type InstructionRow } from './instruction.store.ts';

export const loadInstruction = (context: ServiceContext, id: string): Promise<InstructionRow | null> => loadById(context, 'instruction', id, (row) => row.id, findInstructions);

export type InstructionPage = CountedConnection<InstructionRow>;
