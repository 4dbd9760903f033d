import type { PersonalData } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { fillForm } from './fill-form.ts';

export const directoryFormResolvers = (personalData: PersonalData): Resolvers => ({
  Query: { exportForm: (_source, args, context) => fillForm(context, personalData, args) },
});
