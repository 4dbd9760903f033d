import { loadById, loadGroup, mutate } from '@sortition/service-kit';
import { loadDepartment } from '../department/department.resolvers.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { documentsInForce, findDocuments, rulesOfTasks, type RuleDocumentRow, type RuleOfTask } from './rule-document.store.ts';
import { saveRuleDocument } from './save-rule-document.ts';

export const ruleDocumentResolvers: Resolvers = {
  Mutation: { saveRuleDocument: (_source, { input }, context) => mutate(context, 'saveRuleDocument', input, saveRuleDocument) },
  RuleDocumentPayload: { document: ({ documentId }, _args, context) => loadById(context, 'rule-document', documentId, (row: RuleDocumentRow) => row.id, findDocuments) },
  RuleDocument: { department: ({ departmentId }, _args, context) => loadDepartment(context, departmentId) },
  Profile: { documents: ({ code }, _args, context) => loadGroup(context, 'documents-in-force', code, (row: RuleDocumentRow) => row.profile, documentsInForce) },
  Task: {
    __resolveReference: ({ id }) => ({ id }),
    workRule: async ({ id }, _args, context) => (await loadById(context, 'rule-of-task', id, (row: RuleOfTask) => row.taskId, rulesOfTasks))?.document ?? null,
  },
};
