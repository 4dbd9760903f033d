import { finder, kind } from '../kind.ts';

const units = [{ id: 'u1', uscc: '9150-1', name: '渝北食品厂', risk: 'HIGH' }, { id: 'u2', uscc: '9150-2', name: '江北机械厂', risk: 'LOW' }];
const tasks = [
  { id: 't1', number: 7, year: 2026, name: '春季检查', rating: 4, period: { from: '03-01', to: '03-31', days: 31 }, lead: { code: 'D1', region: { code: 'R1', name: '两江' } } },
  { id: 't2', number: 8, year: 2026, name: '夏季检查', rating: 5, period: { from: '06-01', to: '06-30', days: 30 }, lead: { code: 'D2', region: { code: 'R2', name: '渝中' } } },
];
const unit = finder(units);

export const keyKinds = [
  kind({
    name: 'an entity behind one key',
    subgraphs: {
      registry: 'type Unit @key(fields: "id") { id: ID! name: String! } type Query { unit(id: ID!): Unit }',
      credit: 'type Unit @key(fields: "id") { id: ID! risk: String } type Query { risky: [Unit!]! }',
    },
    things: { Unit: units }, roots: { unit: ({ id }: { id: string }) => unit(id), risky: units },
    cases: [
      '{ unit(id: "u1") { id name risk } }', '{ unit(id: "nobody") { name risk } }', '{ risky { name } }', { query: '{ risky { risk } }', requests: 1 },
      { query: '{ a: unit(id: "u1") { risk } b: unit(id: "u1") { risk } c: unit(id: "u2") { risk } }', requests: 2 },
      { query: 'query ($id: ID!) { unit(id: $id) { risk } }', variables: { id: 'u2' } },
    ],
  }),
  kind({
    name: 'several keys, each known to some',
    subgraphs: {
      registry: 'type Unit @key(fields: "id") @key(fields: "uscc") { id: ID! uscc: String! name: String } type Query { units: [Unit] }',
      credit: 'type Unit @key(fields: "uscc") { uscc: String! risk: String } type Query { rated: [Unit] }',
      map: 'type Unit @key(fields: "id") { id: ID! place: String }',
    },
    things: { Unit: units.map((one) => ({ ...one, place: `${one.name}门口` })) },
    roots: { units: () => units.map((one) => ({ ...one, place: `${one.name}门口` })), rated: () => units.map((one) => ({ ...one, place: `${one.name}门口` })) },
    cases: ['{ units { name risk place } }', '{ rated { risk place } }', '{ rated { uscc name } }', '{ rated { place } }'],
  }),
  kind({
    name: 'a key of two fields',
    subgraphs: {
      planning: 'type Task @key(fields: "number year") { number: Int! year: Int! name: String } type Query { tasks: [Task!]! }',
      disclosure: 'type Task @key(fields: "year number") { number: Int! year: Int! rating: Int }',
    },
    things: { Task: tasks }, roots: { tasks },
    cases: ['{ tasks { name rating } }', '{ tasks { number rating } }', '{ tasks { rating } }'],
  }),
  kind({
    name: 'a key with an object inside',
    subgraphs: {
      planning: 'type Task @key(fields: "id lead { code region { code } }") { id: ID! name: String lead: Department! } type Department { code: ID! region: Region! } type Region { code: ID! } type Query { tasks: [Task!]! }',
      disclosure: 'type Task @key(fields: "id lead { code region { code } }") { id: ID! rating: Int lead: Department! } type Department { code: ID! region: Region! } type Region { code: ID! }',
    },
    things: { Task: tasks }, roots: { tasks },
    cases: ['{ tasks { name rating } }', '{ tasks { rating lead { code region { code } } } }'],
  }),
  kind({
    name: 'a chain of keys, none of which leads straight there',
    subgraphs: {
      planning: 'type Query { tasks: [Task] } type Task @key(fields: "id") { id: ID! name: String }',
      numbers: 'type Task @key(fields: "id") @key(fields: "number") { id: ID! number: Int! }',
      years: 'type Task @key(fields: "number") @key(fields: "number year") { number: Int! year: Int! }',
      disclosure: 'type Task @key(fields: "number year") { number: Int! year: Int! rating: Int }',
    },
    things: { Task: tasks }, roots: { tasks },
    cases: ['{ tasks { name rating } }', '{ tasks { rating } }', '{ tasks { id number year } }'],
  }),
  kind({
    name: 'keys of several fields with a requirement, over which the native planner dies',
    subgraphs: {
      planning: 'type Query { task: Task } type Task @key(fields: "number") @key(fields: "number code") @key(fields: "id code") { number: ID! code: ID! id: ID! next: Task }',
      disclosure: 'type Task @key(fields: "id") @key(fields: "code") @key(fields: "id code") @key(fields: "code number id") { id: ID! code: ID! number: ID! rating: Int @external stars: Int @requires(fields: "rating") }',
      rating: 'type Task @key(fields: "id code") { id: ID! code: ID! rating: Int last: Task }',
    },
    ...(() => {
      const task = { id: 't1', code: 'c1', number: 'n1', rating: 3, stars: 4, next: () => task, last: () => task };
      return { things: { Task: [task] }, roots: { task: () => task } };
    })(),
    workedOut: { disclosure: { 'Task.stars': ({ rating }) => Number(rating) + 1 } },
    cases: ['{ task { stars next { stars last { stars } } } }', '{ task { stars } }'],
  }),
  kind({
    name: 'a key that cannot be resolved here',
    subgraphs: {
      inspection: 'type Visit @key(fields: "id") { id: ID! unit: Unit } type Unit @key(fields: "id", resolvable: false) { id: ID! } type Query { visits: [Visit] }',
      registry: 'type Unit @key(fields: "id") { id: ID! name: String visits: [Visit] } type Visit @key(fields: "id", resolvable: false) { id: ID! } type Query { units: [Unit] }',
    },
    ...(() => {
      const [first, second] = units;
      const visits = [{ id: 'v1', unit: () => factory }, { id: 'v2', unit: null }];
      const factory = { ...first, visits: () => visits };
      return { things: { Visit: visits, Unit: [factory, { ...second, visits: [] }] }, roots: { visits, units: () => [factory, { ...second, visits: [] }] } };
    })(),
    cases: ['{ visits { id unit { id name } } }', { query: '{ visits { unit { id } } }', requests: 1 }, '{ units { name visits { id unit { name } } } }', '{ units { visits { unit { visits { unit { name } } } } } }'],
  }),
  kind({
    name: 'keys of every sort in one type',
    subgraphs: {
      planning: 'type Plan @key(fields: "id") @key(fields: "serial", resolvable: false) @key(fields: "scope { region year }", resolvable: false) @key(fields: "id scope { year level }", resolvable: false) { id: ID! serial: ID! scope: Scope! title: String! } type Scope { region: ID! year: ID! level: ID! }',
      archive: 'type Query { folder: Folder } type Folder @key(fields: "id") { id: ID! plans: [Plan!]! } type Plan @key(fields: "scope { region year }", resolvable: false) @key(fields: "id scope { year level }") @key(fields: "serial", resolvable: false) @key(fields: "id", resolvable: false) { id: ID! serial: ID! scope: Scope! title: String! @external label: String! @requires(fields: "title") } type Scope { region: ID! year: ID! level: ID! }',
    },
    things: { Plan: [{ id: 'p1', serial: 's1', scope: { region: 'r', year: 'y', level: 'l' }, title: '年度计划', label: '【年度计划】' }], Folder: [] },
    roots: { folder: { id: 'f1', plans: [{ id: 'p1', serial: 's1', scope: { region: 'r', year: 'y', level: 'l' }, title: '年度计划', label: '【年度计划】' }] } },
    workedOut: { archive: { 'Plan.label': ({ title }) => `【${String(title)}】` } },
    cases: ['{ folder { id plans { id title label } } }', '{ folder { plans { label } } }'],
  }),
  kind({
    name: 'an entity that somebody does not know',
    subgraphs: {
      a: 'type Query { boxes: [Box] } type Box { paper: Paper } type Paper @key(fields: "code") { code: ID! }',
      b: 'type Paper @key(fields: "id") @key(fields: "code") { id: ID! code: ID! }',
      c: 'type Paper @key(fields: "id") { id: ID! author: Author } type Author { name: String }',
    },
    things: { Paper: [{ id: '1', code: 'c1', author: { name: '王' } }, { id: '2', code: 'c2', author: { name: '李' } }] },
    roots: { boxes: [{ paper: { code: 'c1', author: { name: '王' } } }, { paper: { code: 'c2', author: { name: '李' } } }, { paper: { code: 'c3', author: null } }, { paper: null }] },
    cases: ['{ boxes { paper { code author { name } } } }', '{ boxes { paper { author { name } } } }'],
  }),
  kind({
    name: 'a value that only its owner’s entity leads to',
    subgraphs: {
      a: 'type Query { units: [Unit!]! } type Unit @key(fields: "id") @key(fields: "id serial") { id: ID! serial: ID! trade: Trade @shareable } type Trade @key(fields: "id") { id: ID! name: String! @shareable }',
      b: 'type Unit @key(fields: "id serial") { id: ID! serial: ID! trade: Trade @shareable } type Trade @key(fields: "id") { id: ID! name: String! @shareable }',
      c: 'type Trade { figures: Figures } type Unit @key(fields: "id serial") { id: ID! serial: ID! trade: Trade @shareable } type Figures { units: Int }',
    },
    things: { Unit: [{ id: '1', serial: 'x', trade: { id: 'f', name: '食品', figures: { units: 2 } } }, { id: '2', serial: 'y', trade: { id: 'm', name: '机械', figures: { units: 1 } } }], Trade: [] },
    roots: { units: [{ id: '1', serial: 'x', trade: { id: 'f', name: '食品', figures: { units: 2 } } }, { id: '2', serial: 'y', trade: { id: 'm', name: '机械', figures: { units: 1 } } }] },
    cases: ['{ units { id trade { id figures { units } } } }', '{ units { trade { name figures { units } } } }'],
  }),
  kind({
    name: 'a value in three parts, one of them an entity',
    subgraphs: {
      a: 'type Unit @key(fields: "id") { id: ID @external trade: Trade @shareable } type Trade { note: String }',
      b: 'type Unit @key(fields: "id") { id: ID @external trade: Trade @shareable } type Trade { id: ID @shareable }',
      c: 'type Trade @key(fields: "id") { id: ID name: String }',
      d: 'type Query { unit(id: ID!): Unit } type Unit @key(fields: "id") { id: ID name: String }',
    },
    things: { Unit: [{ id: '1', name: '厂', trade: { id: '3', note: '重点', name: '食品' } }], Trade: [{ id: '3', note: '重点', name: '食品' }] },
    roots: { unit: { id: '1', name: '厂', trade: { id: '3', note: '重点', name: '食品' } } },
    cases: ['{ unit(id: "1") { id name trade { id name note } } }', '{ unit(id: "1") { trade { note } } }', '{ unit(id: "1") { trade { name } } }'],
  }),
  kind({
    name: 'a key made of a list of entities',
    subgraphs: {
      link: 'type Unit @key(fields: "id") @key(fields: "id serial") { id: String! serial: String! }',
      list: 'type Roster @key(fields: "units { id serial }") { units: [Unit!]! first: Unit @shareable chosen: Unit @shareable } type Unit @key(fields: "id serial") { id: String! serial: String }',
      fees: 'type Roster @key(fields: "units { id serial trade { id tag } } chosen { id }") { units: [Unit!]! first: Unit @shareable chosen: Unit @shareable } type Unit @key(fields: "id serial trade { id tag }") { id: String! fee: Fee serial: String trade: Trade } type Trade @key(fields: "id tag") { id: String! tag: String } type Fee { amount: Float! }',
      units: 'type Query { roster: Roster! } type Roster @key(fields: "units { id }") { units: [Unit!]! } type Unit @extends @key(fields: "id") { id: String! @external trade: Trade @shareable } type Trade @key(fields: "id") { model: Unit! @shareable id: String! tag: String @shareable }',
    },
    ...(() => {
      const list: Record<string, unknown>[] = ['1', '2'].map((id) => ({ id, serial: `s${id}`, fee: { amount: Number(id) * 100 }, trade: () => trades.find((trade) => trade['id'] === `k${id}`) }));
      const trades: Record<string, unknown>[] = ['1', '2'].map((id) => ({ id: `k${id}`, tag: `g${id}`, model: () => list.find((one) => one['id'] === id) }));
      const roster = { units: list, first: () => list[0], chosen: () => list[1] };
      return { things: { Unit: list, Trade: trades, Roster: [roster] }, roots: { roster } };
    })(),
    cases: ['{ roster { units { id serial fee { amount } trade { model { id } id tag } } chosen { id } first { id } } }', '{ roster { chosen { id } } }', '{ roster { units { fee { amount } } } }'],
  }),
];
