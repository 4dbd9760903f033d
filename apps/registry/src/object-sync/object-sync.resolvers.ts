import { mutate, type PersonalData } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { syncInspectionObjects } from './sync-inspection-objects.ts';

export const objectSyncResolvers = (personalData: PersonalData): Resolvers => ({
  Mutation: { syncInspectionObjects: (_source, { input }, context) => mutate(context, 'syncInspectionObjects', input, syncInspectionObjects(personalData)) },
});
