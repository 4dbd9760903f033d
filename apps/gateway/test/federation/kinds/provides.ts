import { kind } from '../kind.ts';

const third = { id: 'c3', name: '丙', below: [] as unknown[] };
const second = { id: 'c2', name: '乙', below: [third] };
const first = { id: 'c1', name: '甲', below: [second] };
third.below = [first];
const items = [{ id: 'i1', groups: [first, second] }, { id: 'i2', groups: [third, second] }];
const dog = { __typename: 'Dog', id: 'a1', name: '旺财', age: 5 };
const cat = { __typename: 'Cat', id: 'a2', name: '咪咪', age: 6 };
const book = { __typename: 'Book', id: 'm1', title: '书', pets: [dog, cat] };
const film = { __typename: 'Film', id: 'm2', title: '影', pets: [] };
const users = [{ id: '1', nick: '小王', name: '王' }, { id: '2', nick: '小李', name: '李' }];
const posts = [{ id: 'p1', by: users[0] }, { id: 'p2', by: users[1] }];
const one: Record<string, unknown> = { __typename: 'Tome', id: '1', price: 10.5, twin: () => two };
const two: Record<string, unknown> = { __typename: 'Tome', id: '3', price: 11.5, twin: () => one };

export const providesKinds = [
  kind({
    name: '@provides saves a request',
    subgraphs: {
      forum: 'type Query { posts: [Post!]! open: [Post!]! @shareable } type Post @key(fields: "id") { id: ID! by: User @provides(fields: "nick") } type User @key(fields: "id") { id: ID! nick: String @external }',
      people: 'type User @key(fields: "id") { id: ID! nick: String @shareable name: String }',
    },
    things: { Post: posts, User: users }, roots: { posts, open: posts },
    cases: [{ query: '{ posts { by { nick } } }', requests: 1 }, { query: '{ posts { by { nick name } } }', requests: 2 }, '{ posts { by { name } } }', { query: '{ open { id by { id nick } } }', requests: 1 }],
  }),
  kind({
    name: '@provides of what lies deeper',
    subgraphs: {
      all: 'type Item @key(fields: "id") { id: ID! }',
      groups: 'type Query { items: [Item] @shareable @provides(fields: "groups { id name below { id name } }") } type Item @key(fields: "id") { id: ID! groups: [Group] @external } type Group @key(fields: "id") { id: ID! name: String below: [Group] @external }',
      tree: 'type Item @key(fields: "id") { id: ID! groups: [Group] @shareable } type Group @key(fields: "id") { id: ID! below: [Group] @shareable }',
    },
    things: { Item: items, Group: [first, second, third] }, roots: { items },
    cases: ['{ items { id groups { id name } } }', '{ items { id groups { id name below { id name } } } }', '{ items { groups { below { below { name } } } } }'],
  }),
  kind({
    name: '@provides on an interface',
    subgraphs: {
      a: 'type Query { media: Media @shareable book: Book @provides(fields: "pets { ... on Dog { name } }") } interface Media { id: ID! } interface Pet { id: ID! } type Book implements Media @key(fields: "id") { id: ID! pets: [Pet] @shareable } type Dog implements Pet @key(fields: "id") { id: ID! @external name: String @external } type Cat implements Pet @key(fields: "id") { id: ID! @external }',
      b: 'type Query { media: Media @shareable @provides(fields: "pets { id name }") } interface Media { id: ID! pets: [Pet] } interface Pet { id: ID! name: String } type Book implements Media { id: ID! @shareable pets: [Pet] @external } type Dog implements Pet { id: ID! @external name: String @external } type Cat implements Pet { id: ID! @external name: String @external }',
      c: 'interface Media { id: ID! pets: [Pet] } interface Pet { id: ID! name: String } type Book implements Media @key(fields: "id") { id: ID! pets: [Pet] @shareable } type Dog implements Pet @key(fields: "id") { id: ID! name: String @shareable age: Int } type Cat implements Pet @key(fields: "id") { id: ID! name: String @shareable age: Int }',
    },
    things: { Book: [book], Dog: [dog], Cat: [cat] }, roots: { media: book, book },
    cases: ['{ media { id pets { id name } } }', '{ media { id pets { id name ... on Cat { age } } } }', '{ book { pets { id ... on Dog { name } } } }'],
  }),
  kind({
    name: '@provides on a union',
    subgraphs: {
      a: 'type Query { media: [Media] @shareable } union Media = Book | Film type Book @key(fields: "id") { id: ID! } type Film @key(fields: "id") { id: ID! }',
      b: 'type Query { media: [Media] @shareable @provides(fields: "... on Book { title }") } union Media = Book | Film type Book @key(fields: "id") { id: ID! title: String @external } type Film @key(fields: "id") { id: ID! }',
      c: 'type Book @key(fields: "id") { id: ID! title: String @shareable } type Film @key(fields: "id") { id: ID! title: String @shareable }',
    },
    things: { Book: [book], Film: [film] }, roots: { media: [book, film] },
    cases: ['{ media { ... on Book { id title } ... on Film { id } } }', '{ media { ... on Book { id title } ... on Film { id title } } }', '{ media { __typename ... on Film { title } } }'],
  }),
  kind({
    name: '@provides in an interface that refers to itself',
    subgraphs: {
      a: 'type Query { thing: Thing } interface Thing { twin: Thing } type Tome implements Thing @key(fields: "id") { id: ID! twin: Tome @provides(fields: "price") price: Float @external }',
      b: 'type Tome @key(fields: "id") { id: ID! price: Float @shareable }',
    },
    things: { Tome: [one, two] }, roots: { thing: one },
    cases: ['{ thing { twin { ... on Thing { twin { __typename } } } } }', '{ thing { __typename twin { __typename ... on Tome { id } twin { __typename ... on Tome { id } } } ... on Tome { id price twin { id price } } } }'],
  }),
];
