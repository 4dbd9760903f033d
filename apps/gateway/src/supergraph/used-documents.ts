import { validate, type GraphQLSchema } from 'graphql';
import type { AskedOperation, OperationExecutor, OperationRequest } from '../execution/operation-executor.ts';
import { conditionVariables } from '../execution/settled-document.ts';
import type { LetOthersPass } from './let-others-pass.ts';

interface UsedOperation {
  readonly asked: AskedOperation;
  /** Those on which it depends how the operation reads; no other value of a client is kept. */
  readonly conditions: Readonly<Record<string, unknown>>;
}

/** Which operations are asked for, so that they can be made ready for a schema that nobody has asked yet. */
export interface UsedDocuments {
  readonly note: (request: OperationRequest) => void;
  /** Compiles what is in use, as far as the schema still allows it. */
  readonly warm: (schema: GraphQLSchema, executor: OperationExecutor, pass: LetOthersPass) => Promise<void>;
}

const KEPT = 50;

export function usedDocuments(): UsedDocuments {
  const used = new Map<string, UsedOperation>();
  return {
    note({ queryHash, document, operation, request }) {
      const key = `${queryHash} ${operation.name?.value ?? ''}`;
      const given = request.variables ?? {};
      const known = used.get(key) ?? { asked: { queryHash, document, operation }, conditions: Object.fromEntries(conditionVariables(document).map((name) => [name, given[name]])) };
      used.delete(key);
      used.set(key, known);
      for (const oldest of used.keys()) {
        if (used.size <= KEPT) break;
        used.delete(oldest);
      }
    },
    async warm(schema, executor, pass) {
      const ready: Promise<void>[] = [];
      for (const { asked, conditions } of used.values()) {
        await pass();
        if (validate(schema, asked.document, undefined, { maxErrors: 1 }).length > 0) continue;
        // What cannot be planned fails for those who ask it, with the error that is theirs.
        ready.push(executor.ready(asked, conditions).catch(() => undefined));
      }
      await Promise.all(ready);
    },
  };
}
