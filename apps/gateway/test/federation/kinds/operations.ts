import { kind } from '../kind.ts';

const good = { id: 'p1', name: '米', price: 600, dear: true, inStock: true, kept: true, dropped: true };
const log: string[] = [];
let number = 0;
const step = (name: string, change: () => number) => () => {
  log.push(name);
  number = change();
  return number;
};

export const operationKinds = [
  kind({
    name: 'mutations run one after another, wherever they live',
    subgraphs: {
      a: 'type Mutation { addGood(input: GoodInput!): Good! addTrade(name: String!): Trade! @shareable multiply(by: Int!): Int! } type Query { good(id: ID!): Good! log: [String!]! } input GoodInput { name: String! price: Float! } type Good @key(fields: "id") { id: ID! name: String! price: Float! } type Trade @key(fields: "id") { id: ID! }',
      b: 'type Good @key(fields: "id") { id: ID! price: Float! @external dear: Boolean! @requires(fields: "price") inStock: Boolean! } type Mutation { reset: Int! addTrade(name: String!): Trade! @shareable } type Trade @key(fields: "id") { id: ID! name: String! }',
      c: 'type Mutation { add(number: Int!): Int! }',
    },
    things: { Good: [good], Trade: [{ id: 't1', name: '食品' }] },
    roots: {
      good, log, addGood: good, addTrade: { id: 't1', name: '食品' }, reset: step('reset', () => 0),
      add: ({ number: by }: { number: number }) => step('add', () => number + by)(), multiply: ({ by }: { by: number }) => step('multiply', () => number * by)(),
    },
    workedOut: { b: { 'Good.dear': ({ price }) => Number(price) > 500 } },
    cases: [
      'mutation { addGood(input: { name: "米", price: 600 }) { name price dear inStock } }', '{ good(id: "p1") { id name price dear inStock } }', 'mutation { addTrade(name: "食品") { id name } }',
      { query: 'mutation { zero: reset five: add(number: 5) ten: multiply(by: 2) twelve: add(number: 2) last: reset }', data: { zero: 0, five: 5, ten: 10, twelve: 12, last: 0 } },
      { query: 'mutation { reset four: add(number: 4) eight: multiply(by: 2) addGood(input: { name: "米", price: 1 }) { dear } nine: add(number: 1) }', data: { reset: 0, four: 4, eight: 8, addGood: { dear: true }, nine: 9 } },
    ],
  }),
  kind({
    name: '@include and @skip on fields that others require',
    subgraphs: {
      a: 'type Query { good: Good } type Good @key(fields: "id") { id: ID! price: Float! }',
      b: 'type Good @key(fields: "id") { id: ID! price: Float! @external dear: Boolean! @requires(fields: "price") }',
      c: 'type Good @key(fields: "id") { id: ID! dear: Boolean! @external kept: Boolean! @requires(fields: "dear") dropped: Boolean! @requires(fields: "dear") }',
    },
    things: { Good: [good] }, roots: { good }, workedOut: { b: { 'Good.dear': ({ price }) => Number(price) > 500 }, c: { 'Good.kept': ({ dear }) => dear, 'Good.dropped': ({ dear }) => dear } },
    cases: [
      { query: 'query ($yes: Boolean = false) { good { price kept @include(if: $yes) } }', requests: 1 }, { query: 'query ($yes: Boolean = true) { good { price dropped @skip(if: $yes) } }', requests: 1 }, 'query ($yes: Boolean = true) { good { price kept @include(if: $yes) } }', 'query ($yes: Boolean = false) { good { price kept @skip(if: $yes) } }',
      { query: 'query ($yes: Boolean!) { good { kept @include(if: $yes) dropped @skip(if: $yes) } }', variables: { yes: true } }, { query: 'query ($yes: Boolean!) { good { kept @include(if: $yes) dropped @skip(if: $yes) } }', variables: { yes: false } },
      { query: 'query ($a: Boolean!, $b: Boolean!) { good @include(if: $a) { ... @skip(if: $b) { kept price } dear @include(if: $b) } }', variables: { a: true, b: false } }, { query: 'query ($a: Boolean!) { good @include(if: $a) { dear } }', variables: { a: false }, requests: 1 },
      '{ good { kept @skip(if: true) dear @include(if: true) } }', { query: 'query ($a: Boolean!) { good { price @include(if: $a) price @skip(if: $a) } }', variables: { a: false } },
    ],
  }),
  kind({
    name: 'what the gateway answers by itself, beside what it asks for',
    subgraphs: { a: 'type Query { good: Good } type Good @key(fields: "id") { id: ID! name: String! }', b: 'type Good @key(fields: "id") { id: ID! price(of: Int): Int }' },
    things: { Good: [{ ...good, price: ({ of }: { of?: number }) => of ?? 0 }] }, get roots() { return { good: this.things['Good']?.[0] }; },
    cases: [
      { query: '{ __schema { queryType { name } } }', data: { __schema: { queryType: { name: 'Query' } } }, requests: 0 }, { query: '{ good { name } ...Q } fragment Q on Query { t: __type(name: "Good") { name kind } }', data: { good: { name: '米' }, t: { name: 'Good', kind: 'OBJECT' } } },
      { query: 'query ($yes: Boolean!) { __schema @include(if: $yes) { queryType { name } } good { price(of: 4) } }', variables: { yes: false }, data: { good: { price: 4 } } },
      { query: 'query ($representations: Int, $client_representations: Int, $__batch_reps_0: Int) { good { price(of: $representations) b: price(of: $client_representations) c: price(of: $__batch_reps_0) } }', variables: { representations: 1, client_representations: 2, __batch_reps_0: 3 }, data: { good: { price: 1, b: 2, c: 3 } } },
    ],
  }),
];
