import { startSubgraph, type ServiceConfig, type Subgraph, type SubgraphOptions } from '@sortition/service-kit';
import { annualPlanResolvers } from './annual-plan/annual-plan.resolvers.ts';
import { departmentGroupResolvers } from './department-group/department-group.resolvers.ts';
import { departmentResolvers } from './department/department.resolvers.ts';
import { saveDepartment, saveReadiness } from './department/department.store.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { inspectionFieldResolvers } from './inspection-field/inspection-field.resolvers.ts';
import { saveInspectors } from './inspector/inspector.store.ts';
import { invitationResolvers } from './invitation/invitation.resolvers.ts';
import { instructionResolvers } from './instruction/instruction.resolvers.ts';
import { savePublishedList } from './item-list/item-list.store.ts';
import { saveKeyItem } from './key-supervision/key-supervision.store.ts';
import { planningInsightResolvers } from './planning-insight/planning-insight.resolvers.ts';
import { planEntryResolvers } from './plan-entry/plan-entry.resolvers.ts';
import { schemeResolvers } from './scheme/scheme.resolvers.ts';
import { superiorTaskResolvers } from './superior-task/superior-task.resolvers.ts';
import { DISCLOSURE_HANDLERS } from './task/follow-disclosure.ts';
import { INSPECTION_HANDLERS } from './task/follow-inspection.ts';
import { SAMPLING_HANDLERS } from './task/follow-sampling.ts';
import { taskResolvers } from './task/task.resolvers.ts';

const resolvers: Resolvers = {
  ...annualPlanResolvers, ...planEntryResolvers, ...taskResolvers, ...schemeResolvers, ...instructionResolvers, ...departmentGroupResolvers, ...inspectionFieldResolvers, ...superiorTaskResolvers, ...invitationResolvers, ...departmentResolvers,
  Query: { ...annualPlanResolvers.Query, ...planEntryResolvers.Query, ...taskResolvers.Query, ...instructionResolvers.Query, ...departmentGroupResolvers.Query, ...inspectionFieldResolvers.Query, ...superiorTaskResolvers.Query, ...planningInsightResolvers.Query },
  Mutation: { ...annualPlanResolvers.Mutation, ...planEntryResolvers.Mutation, ...taskResolvers.Mutation, ...schemeResolvers.Mutation, ...instructionResolvers.Mutation, ...departmentGroupResolvers.Mutation, ...inspectionFieldResolvers.Mutation, ...superiorTaskResolvers.Mutation, ...invitationResolvers.Mutation, ...planningInsightResolvers.Mutation },
};

/** Starts planning (计划): annual plans and their entries, tasks and their schemes. */
export const startPlanning = (config: ServiceConfig, options?: SubgraphOptions): Promise<Subgraph> => startSubgraph({
  name: 'planning',
  resolvers: () => resolvers,
  subscriptions: () => [
    { source: 'registry', handlers: {
      DepartmentSaved: (tx, _act, told) => saveDepartment(tx, told),
      ItemListPublished: (tx, _act, told) => savePublishedList(tx, told),
      DepartmentReadinessChanged: (tx, _act, told) => saveReadiness(tx, told),
      KeySupervisionItemSaved: (tx, _act, told) => saveKeyItem(tx, told),
      InspectorRosterChanged: (tx, _act, told) => saveInspectors(tx, told),
    } },
    { source: 'sampling', handlers: SAMPLING_HANDLERS },
    { source: 'inspection', handlers: INSPECTION_HANDLERS },
    { source: 'disclosure', handlers: DISCLOSURE_HANDLERS },
  ],
}, config, options);
