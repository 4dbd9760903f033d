import { kind } from '../kind.ts';

const text = (value: unknown): string => String(value);
const goods = [
  { id: '1', name: '米', weight: 2, price: ({ currency }: { currency: string }) => (currency === 'EUR' ? 5 : 10), fee: 20, feeEur: 10, dear: false, shelf: { depth: ({ unit }: { unit: string }) => (unit === 'cm' ? 40 : 16) }, deep: true },
  { id: '2', name: '油', weight: 3, price: ({ currency }: { currency: string }) => (currency === 'EUR' ? 30 : 60), fee: 180, feeEur: 90, dear: true, shelf: { depth: ({ unit }: { unit: string }) => (unit === 'cm' ? 20 : 8) }, deep: false },
];
const visitsOf = (of: string, count: number) => Array.from({ length: count }, (_, index) => ({ id: `${of}-${index}`, by: `${of}员${index}`, day: `0${index + 1}` }));
const tasks = [
  { id: 't1', visits: ({ first }: { first: number }) => visitsOf('t1', first), third: 't1员2' },
  { id: 't2', visits: ({ first }: { first: number }) => visitsOf('t2', first), third: 't2员2' },
];
const homes = [{ id: 'h', __typename: 'Home', town: '北碚', rooms: 3 }];
const offices = [{ id: 'o', __typename: 'Office', town: '渝中', rooms: 9 }];
const people = [{ id: 'p1', name: '张', seat: homes[0], town: '北碚!', badge: 'none' }, { id: 'p2', name: '王', seat: offices[0], town: '渝中!', badge: 'o' }];

export const requiresKinds = [
  kind({
    name: '@requires of a plain field',
    subgraphs: {
      registry: 'type Good @key(fields: "id") { id: ID! name: String weight: Int } type Query { goods: [Good!]! }',
      fees: 'type Good @key(fields: "id") { id: ID! weight: Int @external heavy: Boolean @requires(fields: "weight") stock: Int }',
    },
    things: { Good: goods.map((one) => ({ ...one, heavy: one.weight > 2, stock: one.weight * 7 })) },
    get roots() { return { goods: this.things['Good'] }; },
    workedOut: { fees: { 'Good.heavy': ({ weight }) => Number(weight) > 2 } },
    cases: ['{ goods { heavy } }', '{ goods { heavy stock } }', '{ goods { weight heavy } }', '{ goods { weight: name heavy } }', '{ goods { heavy: name weight: heavy } }', '{ a: goods { heavy } b: goods { weight: name heavy } }'],
  }),
  kind({
    name: '@requires beside @provides, over entities that lead to each other',
    subgraphs: {
      people: 'type Query { me: User } type User @key(fields: "id") { id: ID! name: String nick: String @shareable }',
      trade: 'type Query { wares: [Ware] } type Ware @key(fields: "code") { code: String! name: String price: Int weight: Int }',
      stock: 'type Ware @key(fields: "code") { code: String! weight: Int @external price: Int @external inStock: Boolean freight: Int @requires(fields: "price weight") label: String @requires(fields: "price weight") }',
      voices: 'type Voice @key(fields: "id") { id: ID! body: String by: User @provides(fields: "nick") ware: Ware } type User @key(fields: "id") { id: ID! nick: String @external voices: [Voice] } type Ware @key(fields: "code") { code: String! voices: [Voice] }',
    },
    ...(() => {
      const wares: Record<string, unknown>[] = [{ code: 'w1', name: '米', price: 11, weight: 10, inStock: true, freight: 110, label: '11*10' }, { code: 'w2', name: '油', price: 22, weight: 20, inStock: false, freight: 440, label: '22*20' }];
      const me: Record<string, unknown> = { id: 'u1', name: '王', nick: '小王', voices: () => voices };
      const voices: Record<string, unknown>[] = wares.map((ware, index) => ({ id: `v${index}`, body: '好', by: () => me, ware: () => ware }));
      for (const [index, ware] of wares.entries()) ware['voices'] = () => [voices[index]];
      return { things: { User: [me], Ware: wares, Voice: voices }, roots: { me, wares } };
    })(),
    workedOut: { stock: { 'Ware.freight': ({ price, weight }) => Number(price) * Number(weight), 'Ware.label': ({ price, weight }) => `${text(price)}*${text(weight)}` } },
    cases: [
      { query: '{ me { id } }', requests: 1 }, '{ me { id voices { id } } }', '{ me { voices { id by { id nick } ware { inStock } } } }', { query: '{ me { voices { by { nick } } } }', requests: 2 }, { query: '{ wares { name price } }', requests: 1 },
      '{ wares { freight } }', '{ wares { freight weight } }', '{ wares { freight label } }', '{ wares { freight price inStock label weight } }', '{ me { voices { by { id } ware { freight label price } } } }', '{ wares { voices { by { nick voices { ware { label } } } } } }', '{ wares { price: name voices { ware { weight: inStock freight } } } }',
    ],
  }),
  kind({
    name: '@requires of fields with arguments',
    subgraphs: {
      fees: 'type Good @key(fields: "id") { id: ID! weight: Int @external price(currency: String!): Int @external fee: Int @requires(fields: "price(currency: \\"CNY\\") weight") shelf: Shelf @external deep: Boolean @requires(fields: "shelf { depth(unit: \\"cm\\") }") } type Shelf @external { depth(unit: String!): Int }',
      registry: 'type Query { goods: [Good] } type Good @key(fields: "id") { id: ID! name: String price(currency: String!): Int weight: Int shelf: Shelf } type Shelf { depth(unit: String!): Int }',
    },
    things: { Good: goods }, roots: { goods },
    workedOut: { fees: { 'Good.fee': ({ price, weight }) => Number(price) * Number(weight), 'Good.deep': ({ shelf }) => JSON.stringify(shelf).includes('40') } },
    cases: ['{ goods { fee deep } }', '{ goods { fee price(currency: "EUR") } }', '{ goods { price: name fee } }', '{ goods { deep shelf { depth(unit: "in") } } }', 'query ($c: String = "EUR") { goods { fee price(currency: $c) } }', '{ a: goods { fee } b: goods { price(currency: "EUR") fee } }'],
  }),
  kind({
    name: '@requires of one field with different arguments',
    subgraphs: {
      fees: 'type Good @key(fields: "id") { id: ID! weight: Int @external price(currency: String!): Int @external fee: Int @requires(fields: "price(currency: \\"CNY\\") weight") feeEur: Int @requires(fields: "price(currency: \\"EUR\\") weight") }',
      registry: 'type Query { goods: [Good] } type Good @key(fields: "id") { id: ID! price(currency: String!): Int weight: Int }',
    },
    things: { Good: goods.map((one) => ({ ...one, feeEur: one.price({ currency: 'EUR' }) * one.weight })) },
    get roots() { return { goods: this.things['Good'] }; },
    workedOut: { fees: { 'Good.fee': ({ price, weight }) => Number(price) * Number(weight), 'Good.feeEur': ({ price, weight }) => Number(price) * Number(weight) } },
    cases: ['{ goods { id fee feeEur } }', '{ goods { feeEur } }', '{ goods { fee feeEur price(currency: "EUR") other: price(currency: "CNY") } }'],
  }),
  kind({
    name: '@requires of a list with arguments that the client also asks for',
    subgraphs: {
      planning: 'type Query { tasks: [Task] } type Task @key(fields: "id") { id: ID! } type Visit @key(fields: "id") { id: ID! by: String day: String }',
      inspection: 'type Task @key(fields: "id") { id: ID! visits(first: Int!): [Visit] third: String @requires(fields: "visits(first: 3) { by }") } type Visit @key(fields: "id") { id: ID! by: String @external }',
    },
    things: { Task: tasks, Visit: tasks.flatMap(({ visits }) => visits({ first: 5 })) }, roots: { tasks },
    workedOut: { inspection: { 'Task.third': ({ visits }) => (Array.isArray(visits) && visits.length === 3 ? visits[2].by : 'three visits were asked for') } },
    cases: ['{ tasks { third } }', '{ tasks { third visits(first: 1) { id } } }', 'query ($n: Int = 1) { tasks { third visits(first: $n) { id } } }', 'query ($n: Int = 2) { tasks { third ...A ...B } } fragment A on Task { visits(first: $n) { id } } fragment B on Task { visits(first: $n) { day by } }', '{ tasks { one: visits(first: 1) { by } two: visits(first: 2) { id } third } }'],
  }),
  kind({
    name: '@requires of what itself requires',
    subgraphs: {
      fees: 'type Good @key(fields: "id") { id: ID! cost: Float! @inaccessible }',
      shop: 'type Query { good: Good } type Good @key(fields: "id") { id: ID! reduced: Boolean! }',
      judge: 'type Good @key(fields: "id") { id: ID! cost: Float! @external dear: Boolean! @requires(fields: "cost") reduced: Boolean! @external bargain: Boolean! @requires(fields: "reduced") }',
      purse: 'type Good @key(fields: "id") { id: ID! dear: Boolean! @external affordable: Boolean! @requires(fields: "dear") bargain: Boolean! @external tempting: Boolean! @requires(fields: "bargain") }',
    },
    things: { Good: [{ id: '1', cost: 99.5, reduced: false, dear: true, bargain: false, affordable: false, tempting: false }] },
    get roots() { return { good: this.things['Good']?.[0] }; },
    workedOut: { judge: { 'Good.dear': ({ cost }) => Number(cost) > 50, 'Good.bargain': ({ reduced }) => reduced }, purse: { 'Good.affordable': ({ dear }) => dear === false, 'Good.tempting': ({ bargain }) => bargain } },
    cases: ['{ good { affordable } }', '{ good { dear } }', '{ good { dear affordable } }', '{ good { tempting } }', '{ good { affordable tempting } }', '{ good { tempting reduced dear } }'],
  }),
  kind({
    name: '@requires to and fro between two subgraphs',
    subgraphs: {
      a: 'type Query { reports: [Report] } type Report @key(fields: "id") { id: ID! novice: Boolean! @external expert: Boolean! @requires(fields: "novice") } type Author @key(fields: "id") { id: ID! name: String! years: Int! }',
      b: 'type Report @key(fields: "id") { id: ID! author: Author! novice: Boolean! @requires(fields: "author { years }") } type Author @key(fields: "id") { id: ID! years: Int! @external }',
    },
    things: { Author: [{ id: 'a1', name: '新', years: 1 }, { id: 'a2', name: '老', years: 20 }], Report: [{ id: 'r1', author: { id: 'a1', years: 1, name: '新' }, novice: true, expert: false }, { id: 'r2', author: { id: 'a2', years: 20, name: '老' }, novice: false, expert: true }] },
    get roots() { return { reports: this.things['Report'] }; },
    workedOut: { a: { 'Report.expert': ({ novice }) => novice === false }, b: { 'Report.novice': ({ author }) => /"years":1\D/.test(JSON.stringify(author)) } },
    cases: ['{ reports { novice } }', '{ reports { expert } }', '{ reports { expert author { name } } }', '{ reports { author { years } novice expert } }'],
  }),
  kind({
    name: '@requires through an interface',
    subgraphs: {
      a: 'type Query { person: Person } interface Seat { id: ID! } type Home implements Seat @key(fields: "id") { id: ID! town: String @shareable } type Office implements Seat @key(fields: "id") { id: ID! town: String @shareable } type Person @key(fields: "id") { id: ID! name: String! @shareable seat: Seat @external town: String @requires(fields: "seat { id }") badge: String @requires(fields: "seat { ... on Office { id } }") }',
      b: 'type Query { other: Person } interface Seat { id: ID! } type Home implements Seat @key(fields: "id") { id: ID! town: String @shareable } type Office implements Seat @key(fields: "id") { id: ID! town: String @shareable } type Third implements Seat @key(fields: "id") { id: ID! town: String @shareable } type Person @key(fields: "id") { id: ID! name: String! @shareable seat: Seat @shareable }',
    },
    things: { Home: homes, Office: offices, Third: [], Person: people }, roots: { person: people[0], other: people[1] },
    workedOut: { a: { 'Person.town': ({ seat }) => `${[...homes, ...offices].find(({ id }) => JSON.stringify(seat).includes(`"id":"${id}"`))?.town}!`, 'Person.badge': ({ seat }) => (JSON.stringify(seat).includes('"o"') ? 'o' : 'none') } },
    cases: ['{ person { town } }', '{ other { town } }', '{ person { badge } }', '{ other { badge } }', '{ person { seat { __typename id } } }', '{ other { seat { __typename id } name town badge } }'],
  }),
  kind({
    name: '@requires with fragments, some of them on hidden types',
    subgraphs: {
      a: 'type Query @shareable { first: Case } type Case @key(fields: "id") { id: ID! proof: Proof } interface Proof { text: String! } interface Signed implements Proof { text: String! by: String! } type Letter implements Proof & Signed @shareable { text: String! by: String! seal: String! } type Mail implements Proof & Signed @shareable { text: String! by: String! address: String! }',
      b: 'type Query @shareable { second: Case third: Case } type Case @key(fields: "id") { id: ID! proof: Proof @external summary: String! @requires(fields: "proof { text ... on Signed { by ... on Letter { seal } ... on Mail { address } } }") short: String! @requires(fields: "proof { ... on Proof { text } }") } interface Proof { text: String! } interface Signed implements Proof { text: String! by: String! } type Letter implements Proof & Signed @shareable @inaccessible { text: String! by: String! seal: String! } type Mail implements Proof & Signed @shareable { text: String! by: String! address: String! }',
    },
    ...(() => {
      const letter = { __typename: 'Letter', text: 'l', by: '王', seal: '章' };
      const mail = { __typename: 'Mail', text: 'm', by: '李', address: 'a@b' };
      const cases = [{ id: '1', proof: mail, summary: 'm 李 a@b', short: 'm' }, { id: '2', proof: letter, summary: 'l 王 章', short: 'l' }];
      return { things: { Case: cases, Letter: [letter], Mail: [mail] }, roots: { first: cases[0], second: cases[0], third: cases[1] } };
    })(),
    workedOut: {
      b: {
        'Case.summary': ({ proof }) => ((told: Record<string, unknown>) => [told['text'], told['by'], told['seal'] ?? told['address']].map(text).join(' '))(proof as Record<string, unknown>),
        'Case.short': ({ proof }) => text((proof as Record<string, unknown>)['text']),
      },
    },
    cases: ['{ first { summary } }', '{ first { proof { __typename } summary } }', '{ second { proof { __typename text } summary } }', '{ second { short proof { __typename } } }', { query: '{ third { proof { __typename } summary } }', data: { third: { proof: null, summary: 'l 王 章' } } }, { query: '{ third { id summary short proof { text } } }', data: { third: { id: '2', summary: 'l 王 章', short: 'l', proof: null } } }],
  }),
];
