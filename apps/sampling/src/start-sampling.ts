import { mergeResolvers, startSubgraph, type ServiceConfig, type Subgraph, type SubgraphOptions } from '@sortition/service-kit';
import { circumstanceResolvers } from './circumstance/circumstance.resolvers.ts';
import { clueResolvers } from './clue/clue.resolvers.ts';
import { saveDepartment } from './department/department.store.ts';
import { serveFrame } from './frame/serve-frame.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { crossRegionResolvers } from './cross-region/cross-region.resolvers.ts';
import { importedDrawResolvers } from './imported-draw/imported-draw.resolvers.ts';
import { inspectorDrawResolvers } from './inspector-draw/inspector-draw.resolvers.ts';
import { inspectorReplacementResolvers } from './inspector-replacement/inspector-replacement.resolvers.ts';
import { objectChangeResolvers } from './object-change/object-change.resolvers.ts';
import { drawnObjectResolvers } from './object-draw/drawn-object.resolvers.ts';
import { objectDrawResolvers } from './object-draw/object-draw.resolvers.ts';
import { followVisit } from './object-draw/follow-visit.ts';
import { forgetPending } from './object-draw/object-draw.store.ts';
import { resumeFrames, workOnFrame } from './object-draw/work-on-frame.ts';
import { fetchBeacons, readDrandUrls } from './randomness/fetch-beacons.ts';
import { noteWithheld } from './randomness/note-withheld.ts';
import { randomnessResolvers } from './randomness/randomness.resolvers.ts';
import { auditRandomness } from './randomness-audit/audit-randomness.ts';
import { randomnessAuditResolvers } from './randomness-audit/randomness-audit.resolvers.ts';
import { applyExpert } from './roster/roster-expert.store.ts';
import { applyInspectorRoster, applyObjectRoster } from './roster/roster.store.ts';
import { cancelTask, saveCreatedTask, saveDirectoryConfirmation, saveReadyTask, saveSchemePending } from './task/task.store.ts';
import { teamResolvers } from './team/team.resolvers.ts';

const modules: readonly Resolvers[] = [clueResolvers, objectDrawResolvers, drawnObjectResolvers, importedDrawResolvers, circumstanceResolvers, objectChangeResolvers, inspectorDrawResolvers, crossRegionResolvers, teamResolvers, inspectorReplacementResolvers, randomnessAuditResolvers];

/** Starts sampling (抽取): the draw of objects and of inspectors. It draws from its own rosters and asks nobody. */
export const startSampling = (config: ServiceConfig, options?: SubgraphOptions, drandUrls: readonly string[] = readDrandUrls(process.env['DRAND_URLS'])): Promise<Subgraph> => startSubgraph({
  name: 'sampling',
  resolvers: ({ personalData }) => mergeResolvers([...modules, randomnessResolvers(personalData)]),
  routes: serveFrame,
  jobs: () => ({ workOnFrame, resumeFrames, noteWithheld, auditRandomness, fetchBeacons: (context) => fetchBeacons(context, drandUrls) }),
  crontab: ['* * * * * resumeFrames', '7 * * * * noteWithheld', '41 2 * * * auditRandomness', ...(drandUrls.length === 0 ? [] : ['* * * * * fetchBeacons'])].join('\n'),
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
      TaskCancelled: async (tx, _act, event) => {
        await cancelTask(tx, event.taskId);
        await forgetPending(tx, event.taskId);
      },
    } },
    { source: 'inspection', handlers: {
      InspectionEnded: followVisit,
    } },
  ],
}, config, options);
