import type { RandomnessReport } from '@sortition/draw/audit-randomness';
import { connectionOf, pageOf, read } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { findRandomnessAudit, listRandomnessAudits } from './randomness-audit.store.ts';

const reportOf = (text: string): RandomnessReport => JSON.parse(text);

export const randomnessAuditResolvers: Resolvers = {
  Query: {
    randomnessAudit: async (_, { id }, context) => {
      if (id !== null && id !== undefined) return (await read(context, (tx) => findRandomnessAudit(tx, id))) ?? null;
      const [latest] = await read(context, (tx) => listRandomnessAudits(tx, { first: 1, after: null }));
      return latest ?? null;
    },
    randomnessAudits: async (_, args, context) => {
      const page = pageOf(args);
      return connectionOf(await read(context, (tx) => listRandomnessAudits(tx, page)), page, ({ at, id }) => [at.toISOString(), id]);
    },
  },
  RandomnessAudit: {
    falseAlarmRate: ({ report }) => reportOf(report).falseAlarmRate,
    checks: ({ report }) => reportOf(report).checks.map(({ code, verdict, pValue, adjusted, faults, observations, words }) => ({
      code, verdict, chance: pValue, adjustedChance: adjusted, faults, observations, wordsZh: words.zh, wordsEn: words.en,
    })),
  },
};
