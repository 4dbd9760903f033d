import { maskName } from '@sortition/identifiers';
import { loadById, loadGroup, mutate, type PersonalData, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import type { SourceKey } from './awaited-source.ts';
import { minutesOf } from './ceremony-minutes.rules.ts';
import { findCeremoniesOfDraws, findConfirmations, type CeremonyRow } from './ceremony.store.ts';
import { commitRandomness } from './commit-randomness.ts';
import { confirmCeremony } from './confirm-ceremony.ts';
import { findCommitmentsByIds, findCommitmentsOfTasks, findSourcesOfDraws } from './randomness.store.ts';
import { recordCeremony } from './record-ceremony.ts';
import { revealRandomness } from './reveal-randomness.ts';
import { submitBeacon } from './submit-beacon.ts';

const sourcesOf = async ({ id }: { readonly id: string }, _: unknown, context: ServiceContext) => [...await loadGroup(context, 'randomnessOfDraw', id, (row) => row.drawId, findSourcesOfDraws)];

const payloadOf = async (context: ServiceContext, { drawId, source }: SourceKey) => {
  const sources = await sourcesOf({ id: drawId }, undefined, context);
  return { randomness: sources.find((row) => row.source === source) ?? null };
};

const confirmersOf = async (context: ServiceContext, { id }: CeremonyRow): Promise<string[]> =>
  (await loadGroup(context, 'confirmationsOfCeremony', id, (row) => row.ceremonyId, findConfirmations)).map(({ subject }) => subject);

const masked = ({ witnesses }: CeremonyRow, personalData: PersonalData) => witnesses.map(({ nameSealed, role, organisation }) => ({ name: maskName(personalData.open(nameSealed)), role, organisation }));

export const randomnessResolvers = (personalData: PersonalData): Resolvers => ({
  Mutation: {
    commitRandomness: async (_, { input }, context) => {
      const { commitmentId } = await mutate(context, 'commitRandomness', input, commitRandomness);
      return { randomnessCommitment: await loadById(context, 'randomnessCommitment', commitmentId, (row) => row.id, findCommitmentsByIds) };
    },
    revealRandomness: async (_, { input }, context) => payloadOf(context, await mutate(context, 'revealRandomness', input, revealRandomness)),
    submitBeacon: async (_, { input }, context) => payloadOf(context, await mutate(context, 'submitBeacon', input, submitBeacon)),
    recordCeremony: async (_, { input }, context) => payloadOf(context, await mutate(context, 'recordCeremony', input, (tx, act, given) => recordCeremony(tx, act, given, personalData))),
    confirmCeremony: async (_, { input }, context) => payloadOf(context, await mutate(context, 'confirmCeremony', input, confirmCeremony)),
  },
  ObjectDraw: { randomness: sourcesOf },
  InspectorDraw: { randomness: sourcesOf },
  Task: {
    randomnessCommitments: async ({ id }, _, context) => [...await loadGroup(context, 'commitmentsOfTask', id, (row) => row.taskId, findCommitmentsOfTasks)],
  },
  RandomnessCommitment: {
    department: ({ departmentId }) => ({ id: departmentId }),
  },
  DrawRandomness: {
    revealedAt: ({ givenAt }) => givenAt,
    encoding: ({ encoding }) => (encoding === null ? null : encoding === 'hex' ? 'HEX' : 'TEXT'),
    ceremonies: async ({ drawId, source }, _, context) => (await loadGroup(context, 'ceremoniesOfDraw', drawId, (row) => row.drawId, findCeremoniesOfDraws)).filter((row) => row.source === source),
  },
  RandomnessCeremony: {
    witnesses: (ceremony) => masked(ceremony, personalData),
    confirmedBy: (ceremony, _, context) => confirmersOf(context, ceremony),
    minutes: async (ceremony, _, context) => minutesOf({ ...ceremony, witnesses: masked(ceremony, personalData), confirmedBy: await confirmersOf(context, ceremony) }),
  },
});
