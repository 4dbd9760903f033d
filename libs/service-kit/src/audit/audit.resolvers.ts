import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import { hasRole } from '../identity.ts';
import { read, type ServiceContext } from '../service-context.ts';
import { pageOf } from '../paging.ts';
import { listAuditEntries, verifyChain } from './audit-trail.ts';

const READERS = ['AUDITOR', 'SUPERVISOR', 'COORDINATOR', 'PLATFORM_ADMIN', 'DEPARTMENT_PRINCIPAL_HEAD'];

/** Each service answers the part of the trail that it holds, under its own name. Departments see their own acts, auditors all. */
export const auditResolvers = (service: string): GraphQLResolverMap<ServiceContext> => ({
  Query: {
    auditTrail: (_source: unknown, { entityId }: { entityId: string }) => ({ entityId }),
    verifyAudit: () => ({ id: 'audit' }),
  },
  AuditTrail: {
    [service]: async ({ entityId }: { entityId: string }, args: { first?: number }, context: ServiceContext) => {
      const { first } = pageOf(args);
      const entries = await read(context, (tx) => listAuditEntries(tx, entityId, first));
      return entries.filter(({ department }) => hasRole(context.identity, ...READERS) || department === null || department === context.identity.department);
    },
  },
  AuditVerification: {
    [service]: (_source: unknown, _args: unknown, context: ServiceContext) => read(context, verifyChain),
  },
});
