import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { answerShapes } from './answer-shape.ts';

const shapeOf = answerShapes(buildSchema(`
  type Query { task: Task tasks: [Task!] grid: [[Int]] any: [Thing!] }
  type Task implements Named { id: ID! name: String tags: [String!] parent: Task meta: JSON }
  type Note { text: String }
  interface Named { name: String }
  union Thing = Task | Note
  scalar JSON
`));
const ENTITIES = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Task { tags parent { id } } } }';

describe('data that fits its sub-request', () => {
  it.each([
    ['{ task { id tags } }', { task: { id: '1', tags: ['a'] } }],
    ['{ task { id } }', { task: null }],
    ['{ task { id } tasks { id } }', {}],
    ['{ a: tasks { b: parent { id } } }', { a: [{ b: null }, { b: { id: '1' } }] }],
    ['{ grid }', { grid: [[1], null, [null]] }],
    ['{ any { __typename ... on Task { tags } ... on Note { text } } }', { any: [{ __typename: 'Note', text: 'x' }, { __typename: 'Task', tags: null }] }],
    ['{ task { ...t } } fragment t on Task { meta }', { task: { meta: [{ anything: [1] }] } }],
    [ENTITIES, { _entities: [{ tags: ['a'], parent: { id: '1' } }, null] }],
  ])('%s', (query, data) => {
    expect(shapeOf(query)(data)).toBe(true);
  });
});

describe('data that does not', () => {
  it.each([
    ['{ task { id } }', { task: 'text' }],
    ['{ task { id } }', { task: [] }],
    ['{ tasks { id } }', { tasks: { id: '1' } }],
    ['{ tasks { id } }', { tasks: [[]] }],
    ['{ task { tags } }', { task: { tags: 'a' } }],
    ['{ a: task { b: tags } }', { a: { b: 1 } }],
    ['{ grid }', { grid: [1] }],
    ['{ any { __typename } }', { any: [{ __typename: 1 }] }],
    ['{ task { ...t } } fragment t on Task { parent { parent { tags } } }', { task: { parent: { parent: { tags: {} } } } }],
    ['{ task { ... on Named { ... on Task { tags } } } }', { task: { tags: {} } }],
    ['{ task { id } }', { task: { id: '1', name: 'unasked' } }],
    ['{ task { id } }', { task: { id: '1' }, tasks: [] }],
    [ENTITIES, { _entities: [{ tags: ['a'], id: '2' }] }],
    [ENTITIES, { _entities: {} }],
    [ENTITIES, { _entities: [{ tags: 'a' }] }],
  ])('%s %j', (query, data) => {
    expect(shapeOf(query)(data)).toBe(false);
  });
});
