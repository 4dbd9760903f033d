import { startSubgraph, type ServiceConfig, type Subgraph, type SubgraphOptions } from '@sortition/service-kit';
import { saveDepartment } from './department/department.store.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { crossRegionResolvers } from './cross-region/cross-region.resolvers.ts';
import { inspectorDrawResolvers } from './inspector-draw/inspector-draw.resolvers.ts';
import { inspectorReplacementResolvers } from './inspector-replacement/inspector-replacement.resolvers.ts';
import { objectChangeResolvers } from './object-change/object-change.resolvers.ts';
import { objectDrawResolvers } from './object-draw/object-draw.resolvers.ts';
import { noteInspected } from './object-draw/object-draw.store.ts';
import { applyExpert } from './roster/roster-expert.store.ts';
import { applyInspectorRoster, applyObjectRoster } from './roster/roster.store.ts';
import { cancelTask, saveCreatedTask, saveDirectoryConfirmation, saveReadyTask, saveSchemePending } from './task/task.store.ts';
import { teamResolvers } from './team/team.resolvers.ts';

const modules = [objectDrawResolvers, objectChangeResolvers, inspectorDrawResolvers, crossRegionResolvers, teamResolvers, inspectorReplacementResolvers];

const resolvers = modules.reduce<Record<string, object>>((merged, module) => {
  for (const [type, fields] of Object.entries(module)) merged[type] = { ...merged[type], ...fields };
  return merged;
}, {}) satisfies Partial<Record<keyof Resolvers, object>>;

/** Starts sampling (抽取): the draw of objects and of inspectors. It draws from its own rosters and asks nobody. */
export const startSampling = (config: ServiceConfig, options?: SubgraphOptions): Promise<Subgraph> => startSubgraph({
  name: 'sampling',
  resolvers: () => resolvers,
  subscriptions: () => [
    { source: 'registry', handlers: {
      DepartmentSaved: (tx, _act, event) => saveDepartment(tx, event),
      ObjectRosterChanged: (tx, _act, event) => applyObjectRoster(tx, event),
      InspectorRosterChanged: (tx, _act, event) => applyInspectorRoster(tx, event),
      ExpertSaved: (tx, _act, event) => applyExpert(tx, event),
      DirectoryConfirmed: (tx, _act, event) => saveDirectoryConfirmation(tx, event),
    } },
    { source: 'planning', handlers: {
      TaskCreated: (tx, _act, event) => saveCreatedTask(tx, event),
      SchemeSubmitted: (tx, _act, event) => saveSchemePending(tx, event),
      TaskReady: (tx, act, event) => saveReadyTask(tx, event, act.now),
      TaskCancelled: (tx, _act, event) => cancelTask(tx, event.taskId),
    } },
    { source: 'inspection', handlers: {
      InspectionEnded: (tx, _act, event) => noteInspected(tx, event.taskId, event.objectId, Number(event.endedAt.slice(0, 4))),
    } },
  ],
}, config, options);
