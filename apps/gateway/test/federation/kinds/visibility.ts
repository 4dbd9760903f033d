import { kind } from '../kind.ts';

const users = [{ id: '1', sort: 'REGULAR', age: 30, friends: [] as unknown[] }, { id: '2', sort: 'SECRET', age: 40, friends: [] as unknown[] }];
users[0]?.friends.push(users[1]);
users[1]?.friends.push(users[0]);
const offers = [{ id: 'o1', note: '一' }, { id: 'o2', note: '二' }];

export const visibilityKinds = [
  kind({
    name: 'an enum of which one side hides a value',
    subgraphs: {
      a: 'type Query { users: [User] } type User @key(fields: "id") { id: ID sort: Sort @shareable } enum Sort { REGULAR }',
      b: 'type Query { bySort(sort: Sort!): [User!] usersB: [User!] } extend type User @key(fields: "id") { id: ID sort: Sort @shareable } enum Sort { SECRET @inaccessible REGULAR }',
    },
    things: { User: users }, roots: { users: [users[0]], usersB: users, bySort: [users[0]] },
    cases: ['{ users { id } }', '{ users { id sort } }', { query: '{ usersB { id sort } }', data: { usersB: [{ id: '1', sort: 'REGULAR' }, { id: '2', sort: null }] } }, '{ bySort(sort: REGULAR) { id sort } }', { query: '{ bySort(sort: SECRET) { id } }', refused: true }, { query: 'query ($s: Sort!) { bySort(sort: $s) { id } }', variables: { s: 'SECRET' }, refused: true }],
  }),
  kind({
    name: 'an input of which one side knows more',
    subgraphs: {
      a: 'input Filter { first: Int! } type User @key(fields: "id") { id: ID! age: Int @shareable } type Query { inA(filter: Filter!): [User!] }',
      b: 'input Filter { offset: Int first: Int! } type User @key(fields: "id") { id: ID! age: Int @shareable } type Query { inB(filter: Filter!): [User!] }',
    },
    things: { User: users }, roots: { inA: users, inB: users },
    cases: ['{ inA(filter: { first: 1 }) { id } }', { query: '{ inA(filter: { first: 1, offset: 2 }) { id } }', refused: true }, { query: '{ inB(filter: { first: 1, offset: 2 }) { id } }', refused: true }, { query: 'query ($f: Filter!) { inB(filter: $f) { age } }', variables: { f: { first: 3 } } }, { query: 'query ($f: Filter!) { inB(filter: $f) { age } }', variables: { f: { offset: 3 } }, refused: true }],
  }),
  kind({
    name: '@inaccessible arguments and values',
    subgraphs: {
      ages: 'type Query { inAges: [User!]! @shareable } type User @key(fields: "id") { id: ID age: Int }',
      friends: 'type Query { inFriends: [User!]! } type User @key(fields: "id") { id: ID friends(sort: FriendSort = SECRET @inaccessible): [User!]! sort: FriendSort } enum FriendSort { SECRET @inaccessible REGULAR }',
    },
    things: { User: users }, roots: { inAges: users, inFriends: users },
    cases: ['{ inAges { id friends { id } } }', '{ inFriends { id age friends { id } } }', { query: '{ inFriends { friends(sort: REGULAR) { id } } }', refused: true }, { query: '{ inFriends { id friends { sort } } }', data: { inFriends: [{ id: '1', friends: [{ sort: null }] }, { id: '2', friends: [{ sort: 'REGULAR' }] }] } }],
  }),
  kind({
    name: '@shareable root fields, each with its part',
    subgraphs: {
      a: 'type Query { offer: Offer! @shareable offers: [Offer!]! @shareable } type Offer { id: ID! @shareable trade: Trade! } type Trade { id: ID! name: String! }',
      b: 'type Query { offer: Offer! @shareable offers: [Offer!]! @shareable } type Offer { id: ID! @shareable title: Title! } type Title { short: String! long: String! }',
      c: 'type Query { offer: Offer! @shareable offers: [Offer!]! @shareable } type Offer { id: ID! @shareable price: Price! } type Price { amount: Int! unit: String! }',
    },
    things: {}, get roots() { const all = offers.map((one, index) => ({ ...one, trade: { id: `t${index}`, name: `业${index}` }, title: { short: '短', long: `长${index}` }, price: { amount: index, unit: '元' } })); return { offer: all[0], offers: all }; },
    cases: ['{ offer { id trade { id name } title { short long } price { amount unit } } }', '{ offers { id title { long } trade { name } price { amount } } }', '{ offers { price { unit } } offer { title { short } } }'],
  }),
];
