import { mutate } from '@sortition/service-kit';
import { loadDepartment } from '../department/department.resolvers.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { loadItemList } from '../item-list/item-list.resolvers.ts';
import { compileJointList } from './compile-joint-list.ts';

export const jointListResolvers: Resolvers = {
  Mutation: { compileJointList: (_source, { input }, context) => mutate(context, 'compileJointList', input, compileJointList) },
  JointListPayload: { itemList: ({ itemListId }, _args, context) => loadItemList(context, itemListId) },
  MissingReport: { department: ({ departmentId }, _args, context) => loadDepartment(context, departmentId) },
};
