import { FEDERATION_1, kind } from '../kind.ts';

const users = [{ id: '1', nick: '小王', name: '王', rank: 3 }, { id: '2', nick: '小李', name: '李', rank: 4 }];
const officers = users.map((user) => ({ ...user, badge: `b-${user.id}` }));
const world = { things: { User: users }, roots: { user: users[0], users, best: users[1], rated: users } };
const cases = ['{ rated { id nick rank } }', '{ users { id nick } }', '{ users { nick rank name } }', '{ rated { name } }'];

export const externalKinds = [
  kind({ name: 'federation 1: a key that is external to an extending type', ...world, cases, subgraphs: { people: `${FEDERATION_1}type Query { users: [User!]! } type User @key(fields: "id") { id: ID! nick: String name: String }`, ranks: `${FEDERATION_1}extend type Query { rated: [User!]! } type User @extends @key(fields: "id") { id: ID! @external rank: Int }` } }),
  kind({ name: 'federation 1: extend type', ...world, cases, subgraphs: { people: `${FEDERATION_1}type Query { users: [User!]! } type User @key(fields: "id") { id: ID! nick: String name: String }`, ranks: `${FEDERATION_1}extend type Query { rated: [User!]! } extend type User @key(fields: "id") { id: ID! @external rank: Int }` } }),
  kind({ name: 'federation 1: an extension that provides a field', ...world, cases: [...cases, { query: '{ best { nick } }', requests: 1 }], subgraphs: { people: `${FEDERATION_1}type Query { users: [User!]! } type User @key(fields: "id") { id: ID! nick: String name: String }`, ranks: `${FEDERATION_1}extend type Query { rated: [User!]! best: User @provides(fields: "nick") } extend type User @key(fields: "id") { id: ID! @external nick: String @external rank: Int }` } }),
  kind({ name: 'federation 2: a key that is external to an extending type', ...world, cases, subgraphs: { people: 'type Query { users: [User!]! } type User @key(fields: "id") { id: ID! nick: String name: String }', ranks: 'type Query { rated: [User!]! } type User @extends @key(fields: "id") { id: ID! @external rank: Int }' } }),
  kind({ name: 'federation 2: extend type', ...world, cases, subgraphs: { people: 'type Query { users: [User!]! } type User @key(fields: "id") { id: ID! nick: String name: String }', ranks: 'type Query { rated: [User!]! } extend type User @key(fields: "id") { id: ID! @external rank: Int }' } }),
  kind({ name: 'subgraphs of both federations side by side', ...world, cases, subgraphs: { people: 'type Query { users: [User!]! } type User @key(fields: "id") { id: ID! nick: String name: String }', ranks: `${FEDERATION_1}extend type Query { rated: [User!]! } extend type User @key(fields: "id") { id: ID! @external rank: Int }` } }),
  kind({
    name: 'federation 1: an extension by a key of two external fields, or by one that nobody else knows',
    subgraphs: {
      people: `${FEDERATION_1}type Query { first: Officer } type Officer @key(fields: "id") { id: ID! name: String nick: ID }`,
      ranks: `${FEDERATION_1}type Query { other: Officer } extend type Officer @key(fields: "id name") @key(fields: "badge") { id: ID @external name: String @external badge: String @external rank: Int! }`,
    },
    things: { Officer: officers }, roots: { first: officers[0], other: officers[1] },
    cases: ['{ first { id nick rank badge name } }', '{ first { badge } }', '{ other { badge rank name } }', '{ other { nick } first { rank } }'],
  }),
  kind({
    name: 'an external key nobody needs',
    subgraphs: { price: 'extend type Good @key(fields: "id") { id: ID! @external price: Float } type Query { cheapest: Good }', goods: 'type Good @key(fields: "id") { id: ID! name: String! } type Query { goods: [Good!]! }' },
    things: { Good: [{ id: '1', name: '米', price: 1.5 }, { id: '2', name: '油', price: 9 }] },
    get roots() { return { cheapest: this.things['Good']?.[0], goods: this.things['Good'] }; },
    cases: ['{ cheapest { id price name } }', '{ goods { name price id } }', '{ goods { price } }'],
  }),
  kind({
    name: 'an interface whose key is external to one side of each type',
    subgraphs: {
      a: 'type Query { node(id: ID!): Node @shareable account(id: String!): Account } interface Node { id: ID! } type Account implements Node @key(fields: "id") { id: ID! login: String! } type Chat implements Node @key(fields: "id") { id: ID! @external account: Account! }',
      b: 'type Query { node(id: ID!): Node @shareable chat(id: String!): Chat } interface Node { id: ID! } type Account implements Node @key(fields: "id") { id: ID! @external chats: [Chat!]! } type Chat implements Node @key(fields: "id") { id: ID! text: String! }',
    },
    ...(() => {
      const account: Record<string, unknown> = { __typename: 'Account', id: 'a1', login: 'wang', chats: () => [chat] };
      const chat: Record<string, unknown> = { __typename: 'Chat', id: 'c1', text: '好', account: () => account };
      return { things: { Account: [account], Chat: [chat] }, roots: { node: ({ id }: { id: string }) => (id === 'a1' ? account : chat), account, chat } };
    })(),
    cases: [
      '{ account: node(id: "a1") { __typename } chat: node(id: "c1") { __typename } }', '{ account: node(id: "a1") { ... on Account { id login } } chat: node(id: "c1") { ... on Chat { id text } } }',
      '{ account: node(id: "a1") { ... on Chat { id } } chat: node(id: "c1") { ... on Account { id } } }', '{ account: node(id: "a1") { __typename ... on Chat { id } } chat: node(id: "c1") { __typename ... on Account { id } } }',
      '{ chat(id: "c1") { id text account { id } } }', '{ account(id: "a1") { id login chats { id text } } }', '{ chat(id: "c1") { account { chats { account { login } } } } }',
    ],
  }),
];
