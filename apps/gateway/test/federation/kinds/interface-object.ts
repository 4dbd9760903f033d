import { kind } from '../kind.ts';

const users = [{ __typename: 'User', id: 'u1', name: '王', age: 11, login: '王@' }, { __typename: 'User', id: 'u2', name: '李', age: 22, login: '李@' }];
const accounts = [{ __typename: 'Admin', id: 'a1', main: false, active: true, name: '甲' }, { __typename: 'Admin', id: 'a2', main: true, active: true, name: '乙' }, { __typename: 'Regular', id: 'a3', main: false, active: true, name: '丙' }];
const media = [{ __typename: 'Video', id: '1', title: '片', seconds: 100, author: '陈' }, { __typename: 'Text', id: '2', title: '文', words: 7 }];

/** A subgraph that is asked for the stars of a text as of a film must not make an error of what nobody asked of a text. */
function textStars(of: number): number {
  if (of === 11) throw new Error('a text has no such stars');
  return of - 2;
}

export const interfaceObjectKinds = [
  kind({
    name: '@interfaceObject adds a field to all that implement it',
    subgraphs: {
      a: 'type Query { users: [Named!]! } interface Named @key(fields: "id") { id: ID! name: String } type User implements Named @key(fields: "id") { id: ID! name: String age: Int } interface Account @key(fields: "id") { id: ID! } type Admin implements Account @key(fields: "id") { id: ID! main: Boolean! active: Boolean! @shareable } type Regular implements Account @key(fields: "id") { id: ID! main: Boolean! }',
      b: 'type Query { others: [Named] accounts: [Account] @shareable } type Account @key(fields: "id") @interfaceObject { id: ID! name: String! } type Named @key(fields: "id") @interfaceObject { id: ID! login: String }',
      c: 'type Account @key(fields: "id") @interfaceObject { id: ID! active: Boolean! @shareable }',
    },
    things: { User: users, Admin: accounts.slice(0, 2), Regular: accounts.slice(2) }, roots: { users, others: users, accounts },
    cases: [
      '{ others { id name login } }', '{ users { id name login } }', '{ others { ... on User { age } } }', '{ users { ... on User { age } } }', '{ others { ... on User { age id name login } id name } }', '{ users { ... on User { age login } id name } }',
      { query: '{ accounts { name } }', requests: 1 }, '{ accounts { ... on Admin { name } } }', '{ accounts { __typename name } }', '{ accounts { id __typename name ... on Admin { main } ... on Regular { main } } }', '{ accounts { id active } }', '{ accounts { active ... on Admin { active main } } }', '{ users { __typename login } others { __typename } }',
    ],
  }),
  kind({
    name: '@interfaceObject with @requires',
    subgraphs: {
      a: 'type Query { users: [Named!]! } interface Named @key(fields: "id") { id: ID! name: String } type User implements Named @key(fields: "id") { id: ID! name: String age: Int }',
      b: 'type Query { others: [Named] } type Named @key(fields: "id") @interfaceObject { id: ID! name: String @external login: String @requires(fields: "name") }',
    },
    things: { User: users }, roots: { users, others: users }, workedOut: { b: { 'Named.login': ({ name }) => `${String(name)}@` } },
    cases: ['{ others { id name login } }', '{ users { id name login } }', '{ others { login } }', '{ others { ... on User { age } } }', '{ others { ... on User { age id name login } id name } }', '{ users { ... on User { age id name login } id name } }', '{ users { login ... on User { login } } }'],
  }),
  kind({
    name: '@interfaceObject reached through another entity',
    subgraphs: {
      media: 'type Query { media: [Media] } interface Media @key(fields: "id") { id: ID! title: String } type Video implements Media @key(fields: "id") { id: ID! title: String seconds: Int } type Text implements Media @key(fields: "id") { id: ID! title: String words: Int }',
      authors: 'type Query { author: Author } type Author @key(fields: "id") { id: ID! name: String } extend type Video @key(fields: "id") { id: ID! author: String }',
      lists: 'type Query { list: List } type List @key(fields: "id") { id: ID! name: String media: [Media] } type Media @key(fields: "id") @interfaceObject { id: ID! stars(of: Int = 5): Int }',
    },
    things: { Video: [{ ...media[0], stars: ({ of }: { of: number }) => of - 1 }], Text: [{ ...media[1], stars: ({ of }: { of: number }) => textStars(of) }], List: [] },
    get roots() {
      const all = [...(this.things['Video'] ?? []), ...(this.things['Text'] ?? [])];
      return { media: all, author: { id: '9', name: '陈' }, list: { id: '1', name: '单', media: all } };
    },
    cases: ['{ media { id title ... on Video { seconds author } ... on Text { words } } author { id name } list { id name media { id ... on Video { seconds } } } }', '{ list { media { stars ten: stars(of: 10) } } }', '{ list { media { __typename stars title ... on Video { author half: stars(of: 2) } } } }', '{ media { stars ... on Text { stars words } } }', '{ list { media { ... on Video { stars } ... on Text { stars } } } }', '{ media { ... on Video { stars seconds } ... on Text { stars } } }', '{ media { ... on Video { stars(of: 8) } ... on Text { stars(of: 9) } } }', '{ list { media { ... on Video { stars(of: 8) } ... on Text { stars(of: 9) } } } }', '{ media { ... on Video { stars(of: 11) } ... on Text { ten: stars(of: 10) } } }', '{ media { ... on Video { ... on Media { ... on Text { words } } } } }'],
  }),
  kind({
    name: '@interfaceObject that cannot be resolved',
    subgraphs: {
      a: 'interface Node @key(fields: "id") { id: ID! } type Good @key(fields: "id", resolvable: false) @interfaceObject { id: ID! } type Query { a: Node good: Good! }',
      b: 'type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID! field: String } interface Good @key(fields: "id") { id: ID! } type Bread implements Good @key(fields: "id") { id: ID! name: String! } type Query { b: Node }',
    },
    things: { Bread: [{ id: 'p1', name: '面包' }] }, roots: { a: null, b: { id: 'n1', field: '值' }, good: { __typename: 'Bread', id: 'p1', name: '面包' } },
    cases: [{ query: '{ b { id field } }', data: { b: { id: 'n1', field: '值' } } }, { query: '{ b { id } }', data: { b: { id: 'n1' } } }, '{ good { id } }', '{ good { ... on Bread { id } } }', { query: '{ good { id name } }', refused: true }],
  }),
];
