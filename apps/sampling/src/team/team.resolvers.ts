import { refusal, renderRefusal } from '@sortition/kernel';
import { loadById, loadGroup, mutate, pageOf, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { findReplacementsOfTeams } from '../inspector-replacement/inspector-replacement.store.ts';
import { drawExperts } from './draw-experts.ts';
import { engageExpert } from './engage-expert.ts';
import { formTeam } from './form-team.ts';
import { absentMembers, findExpertDraws, findMembers, findMergedVisits, findObjectIds, findTeamsByIds, findTeamsOfTasks } from './team.store.ts';

export const loadTeam = (context: ServiceContext, id: string) => loadById(context, 'team', id, (row) => row.id, findTeamsByIds);

const teamsOf = (context: ServiceContext, taskId: string) => loadGroup(context, 'teamsOfTask', taskId, (row) => row.taskId, findTeamsOfTasks);

export const teamResolvers: Resolvers = {
  Mutation: {
    formTeam: async (_, { input }, context) => ({ teams: [...await teamsOf(context, (await mutate(context, 'formTeam', input, formTeam)).taskId)] }),
    drawExperts: async (_, { input }, context) => ({ team: await loadTeam(context, (await mutate(context, 'drawExperts', input, drawExperts)).teamId) }),
    engageExpert: async (_, { input }, context) => ({ team: await loadTeam(context, (await mutate(context, 'engageExpert', input, engageExpert)).teamId) }),
  },
  Task: {
    teams: async ({ id }, _, context) => [...await teamsOf(context, id)],
    alerts: async ({ id }, _, context) => (await loadGroup(context, 'absentMembers', id, (row) => row.taskId, absentMembers)).map(({ teamId, inspectorId }) => (
      { code: 'INSPECTOR_UNAVAILABLE', messageZh: renderRefusal(refusal('INSPECTOR_UNAVAILABLE', null, {})).messageZh, teamId, inspector: { id: inspectorId } }
    )),
  },
  TaskAlert: { team: ({ teamId }, _, context) => loadTeam(context, teamId) },
  Team: {
    __resolveReference: ({ id }, context) => loadTeam(context, id),
    task: ({ taskId }) => ({ id: taskId }),
    members: async ({ id }, _, context) => [...await loadGroup(context, 'membersOfTeam', id, (row) => row.teamId, findMembers)],
    objects: async ({ id }, args, context) => {
      const { first } = pageOf(args);
      return (await loadGroup(context, 'objectsOfTeam', id, (row) => row.teamId, findObjectIds)).slice(0, first).map(({ objectId }) => ({ id: objectId }));
    },
    mergedVisits: async ({ id }, _, context) => (await loadGroup(context, 'mergedVisitsOfTeam', id, (row) => row.teamId, findMergedVisits)).map(({ taskId, objectId }) => ({ task: { id: taskId }, object: { id: objectId } })),
    warnings: ({ warnings }) => warnings.map(({ code, clause, objectId, inspectorIds }) => ({ code, clause, object: objectId === null ? null : { id: objectId }, inspectors: inspectorIds.map((id) => ({ id })) })),
    expertDraws: async ({ id }, _, context) => [...await loadGroup(context, 'expertDrawsOfTeam', id, (row) => row.teamId, findExpertDraws)],
    replacements: async ({ id }, _, context) => [...await loadGroup(context, 'replacementsOfTeam', id, (row) => row.teamId, findReplacementsOfTeams)],
  },
  TeamMember: {
    inspector: ({ inspectorId }) => (inspectorId === null ? null : { id: inspectorId }),
    expert: ({ expertId }) => (expertId === null ? null : { id: expertId }),
    department: ({ departmentId }) => (departmentId === null ? null : { id: departmentId }),
  },
};
