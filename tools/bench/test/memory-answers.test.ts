import { expect, it } from 'vitest';
import { memoryAnswers } from '../src/gateway/memory-answers.ts';

const answerTo = memoryAnswers(`
  type Query { tasks: [Task!]! one: Named }
  interface Named { id: ID! }
  type Task implements Named { id: ID! name: String state: State days: Int visits: [Visit] }
  type Visit { id: ID! late: Boolean share: Float }
  enum State { OPEN DONE }
`);
const data = (query: string, variables: Record<string, unknown> = {}): Record<string, unknown> => JSON.parse(answerTo(query, variables)).data;

it('answers in the shape that is asked for, ten at the top and three below', () => {
  const { list } = data('{ list: tasks { id label: name state days visits { late share } } }');
  expect(list).toHaveLength(10);
  expect(list).toMatchObject([{ id: 'id-0', label: '双随机 name', state: 'OPEN', days: 4, visits: [{ late: true, share: 1.25 }, {}, {}] }, { id: 'id-1' }, ...Array.from({ length: 8 }, () => ({}))]);
  expect(data('{ one { __typename ... on Task { days } ...N } } fragment N on Named { id }')).toEqual({ one: { __typename: 'Task', days: 4, id: 'id-0' } });
});

it('answers for the entities that are asked for, in their order, whichever way the plan came to them', () => {
  const query = 'query ($r: [_Any!]!) { _e0: _entities(representations: $r) { ... on Task { id name } ... on Visit { late } } }';
  expect(data(query, { r: [{ __typename: 'Task', id: '7' }, { __typename: 'Visit', id: '1' }] })).toEqual({ _e0: [{ id: '7', name: '双随机 name' }, { late: true }] });
});
