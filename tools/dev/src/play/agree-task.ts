import { departmentsOf, type PlayedTask } from './joint-task.ts';
import { officer } from './people.ts';
import type { Player } from './player.ts';

const CREATE = `mutation CreateTask($input: CreateTaskInput!) {
  createTask(input: $input) { task { id taskNumber items { item { id } department { id } } } }
}`;
const SAVE_SCHEME = 'mutation SaveScheme($input: SaveSchemeInput!) { saveScheme(input: $input) { scheme { id state } } }';
const AGREE = 'mutation AgreeScheme($input: AgreeSchemeInput!) { agreeScheme(input: $input) { task { id state } } }';

interface Created {
  readonly createTask: { readonly task: { readonly id: string; readonly taskNumber: string; readonly items: readonly { readonly item: { readonly id: string }; readonly department: { readonly id: string } }[] } };
}

/** CQ 8.3: the lead makes a task of a published plan's entry. */
export async function createTask(player: Player, task: PlayedTask): Promise<void> {
  const { key, name, entryId, lead, participants, period, objectCount, divisionCodes, mode } = task.play;
  const { createTask: { task: created } } = await player.act<Created>({
    step: `${key} created`,
    by: officer(lead, 'PLANNER'),
    document: CREATE,
    input: {
      planEntryId: entryId, name, period, objectCount, ...(divisionCodes === undefined ? {} : { divisionCodes }), ...(mode === undefined ? {} : { mode }),
      departments: [{ departmentId: lead.id, role: 'LEAD' }, ...participants.map(({ id }) => ({ departmentId: id, role: 'PARTICIPANT' }))],
    },
    awaits: ['PLAN_NOT_PUBLISHED', 'GUIDE_MISSING', 'LIST_NOT_PUBLISHED'],
    notBy: [...participants.map((department) => ({ by: officer(department, 'PLANNER'), code: 'FORBIDDEN' })), { by: officer(lead, 'INSPECTOR'), code: 'FORBIDDEN' }],
  });
  task.taskId = created.id;
  task.taskNumber = created.taskNumber;
  task.items = created.items.map(({ item, department }) => ({ itemId: item.id, departmentId: department.id }));
}

/** CQ 8.2: the lead lays the scheme before the participants, and all of them confirm it. */
export async function agreeOnScheme(player: Player, { play, taskId }: PlayedTask): Promise<void> {
  const { key, name, lead, participants, period, modes = ['ON_SITE'], specialties = [], inspectorsPerDepartment = 2, teamCount = 1 } = play;
  await player.act({
    step: `${key} scheme`,
    by: officer(lead, 'PLANNER'),
    document: SAVE_SCHEME,
    input: { taskId, content: `${name}：一次进门，逐项检查`, period, modes, specialties, inspectorsPerDepartment, teamCount, submit: true },
    notBy: participants.map((department) => ({ by: officer(department, 'PLANNER'), code: 'FORBIDDEN' })),
  });
  for (const department of participants) {
    await player.act({
      step: `${key} scheme agreed by ${department.id}`,
      by: officer(department, 'PLANNER'),
      document: AGREE,
      input: { taskId, agree: true },
      notBy: departmentsOf(play).filter(({ id }) => id === lead.id).map((leading) => ({ by: officer(leading, 'PLANNER'), code: 'FORBIDDEN' })),
    });
  }
}
