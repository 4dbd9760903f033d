import { refuse } from '@sortition/kernel';
import { mutate, read, unwrap, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { findBundles, findJointField, findJointFields, type IndustryBundleRow } from './inspection-field.store.ts';
import { markJointField } from './mark-joint-field.ts';
import { saveIndustryBundle } from './save-industry-bundle.ts';

const seenBundle = (context: ServiceContext, id: string): Promise<IndustryBundleRow> =>
  read(context, async (tx) => (await findBundles(tx, [id]))[0] ?? unwrap(refuse('NOT_FOUND', null, { entity: 'IndustryBundle', id })));

export const inspectionFieldResolvers: Resolvers = {
  Query: {
    jointFields: (_source, { divisionCode }, context) => read(context, (tx) => findJointFields(tx, divisionCode)),
    industryBundle: (_source, { id }, context) => seenBundle(context, id),
  },
  Mutation: {
    markJointField: async (_source, { input }, context) => {
      const { field, divisionCode } = await mutate(context, 'markJointField', input, markJointField);
      return { jointField: await read(context, (tx) => findJointField(tx, field, divisionCode)) };
    },
    saveIndustryBundle: async (_source, { input }, context) => ({ industryBundle: await seenBundle(context, (await mutate(context, 'saveIndustryBundle', input, saveIndustryBundle)).bundleId) }),
  },
  IndustryBundle: {
    __resolveReference: ({ id }, context) => read(context, async (tx) => (await findBundles(tx, [id]))[0] ?? null),
    items: ({ itemIds }) => itemIds.map((id) => ({ id })),
  },
};
