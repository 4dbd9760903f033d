import { finder, kind } from '../kind.ts';

const users = [{ __typename: 'User', email: 'w@cq', name: '王', made: 5 }];
const size = { size: 'S', weight: 0.5 };
const form = { __typename: 'Form', id: 'p1', sku: 'f-1', size, by: users[0], hidden: true, title: '检查表', kin: () => [sheet], source: () => agency, price: ({ zip }: { zip: string }) => ({ fast: `${zip}-S`, slow: '3' }), notes: () => [notes[0]], noteCount: 1 };
const sheet = { ...form, id: 'p3', sku: 'f-3', title: '记录', kin: () => [form], source: () => self, notes: () => [], noteCount: 0 };
const guide: Record<string, unknown> = { ...form, __typename: 'Guide', id: 'p2', sku: 'g-2', title: '指引', kin: () => [], source: () => self, notes: () => [notes[1]], noteCount: 1 };
const agency = { __typename: 'Agency', id: 'a1', company: '印务', email: { address: 'a@b' } };
const self = { __typename: 'Self', email: 's@b' };
const notes = [{ __typename: 'Note', id: 'n1', body: '好', on: () => form }, { __typename: 'Note', id: 'n2', body: '中', on: () => guide }];
const papers = [form, guide, sheet];
const oven = { __typename: 'Oven', id: 'oven1', warranty: 1 };
const toaster = { __typename: 'Toaster', id: 'toaster1', warranty: 3 };
const appliance = finder([oven, toaster]);
const book = { __typename: 'Book', id: 'b1', title: '书', aTitle: 'A书', bTitle: 'B书' };
const song = { __typename: 'Song', id: 's2', title: '歌', aTitle: 'A歌' };
const movie = { __typename: 'Movie', id: 'm3', title: '影', bTitle: 'B影' };
const alpha = { __typename: 'Alpha', id: '1', value: 'v' };
const beta = { __typename: 'Beta', id: '2', name: 'n', details: 'd' };
const gamma = { __typename: 'Gamma', id: '3', label: 'l' };
const common = { __typename: 'Common', label: 'c' };
const onlyA = { __typename: 'OnlyA', a: 'a' };
const onlyB = { __typename: 'OnlyB', b: 'b' };
const person = { __typename: 'Person', id: 'u1', name: '王', alike: () => [person, office] } as Record<string, unknown>;
const office = { __typename: 'Office', id: 'o1', name: '办', alike: () => [person, office] } as Record<string, unknown>;
const good = { __typename: 'Good', id: 'g1', name: '米', price: 5 };

export const abstractKinds = [
  kind({
    name: 'interfaces and unions over seven subgraphs',
    subgraphs: {
      agency: 'type Agency @key(fields: "id") { id: ID! company: String email: Email } type Email { address: String } type Group @key(fields: "id") { id: ID! name: String email: String } extend union Source = Agency | Group',
      forms: 'type Form @key(fields: "id") { id: ID! title: String } type Query { forms: [Form] }',
      guides: 'type Guide @key(fields: "id") { id: ID! title: String } type Query { guides: [Guide] }',
      print: 'interface Paper { id: ID! size: Size price(zip: String): Price } type Form implements Paper @key(fields: "id") { id: ID! size: Size @external price(zip: String): Price @requires(fields: "size { size weight }") } type Guide implements Paper @key(fields: "id") { id: ID! size: Size @external price(zip: String): Price @requires(fields: "size { size weight }") } type Size @shareable { size: String weight: Float } type Price { fast: String slow: String }',
      papers: 'type Query { papers: [Paper] kin(id: ID!): [Paper] } interface Paper { id: ID! sku: String size: Size by: User hidden: Boolean @inaccessible } interface HasKin { kin: [Paper] } type Size @shareable { size: String weight: Float } type Form implements Paper & HasKin @key(fields: "id") { id: ID! sku: String size: Size @shareable by: User kin: [Form] hidden: Boolean source: Source } type Guide implements Paper & HasKin @key(fields: "id") { id: ID! sku: String size: Size @shareable by: User kin: [Guide] hidden: Boolean source: Source } union Source = Agency | Self type Agency { id: ID! @shareable } type Self { email: String } type User @key(fields: "email") { email: ID! made: Int @shareable }',
      notes: 'interface Paper { id: ID! notes: [Note!]! noteCount: Int } type Form implements Paper @key(fields: "id") { id: ID! notes: [Note!]! noteCount: Int } type Guide implements Paper @key(fields: "id") { id: ID! notes: [Note!]! noteCount: Int } type Note { id: ID! body: String on: Paper }',
      users: 'type User @key(fields: "email") { email: ID! name: String made: Int @shareable }',
    },
    things: { Form: [form, sheet], Guide: [guide], Agency: [agency], Self: [self], Group: [], User: users, Note: notes },
    roots: { forms: [form, sheet], guides: [guide], papers, kin: ({ id }: { id: string }) => (id === 'p1' ? [sheet] : []) },
    workedOut: { print: Object.fromEntries(['Form', 'Guide'].map((type) => [`${type}.price`, ({ size: told }, { zip }) => ({ fast: `${String(zip)}-${String((told as { size: string }).size)}`, slow: '3' })])) },
    cases: [
      '{ papers { id size { size weight } } }', '{ kin(id: "p1") { id sku } }', '{ a: kin(id: "p1") { id sku price(zip: "400") { fast slow } } b: kin(id: "p2") { id price(zip: "401") { fast } } }',
      '{ papers { sku ... on Paper { sku } ... on Form { sku } ... on Guide { sku } ... on HasKin { __typename type: __typename } } }', '{ papers { author: by { email made name } ... on Guide { title } } }',
      '{ papers { id notes { on { sku ... on Guide { title } ... on Form { noteCount } } } } }', '{ papers { id notes { id } } }',
      ...[true, false].flatMap((title) => [
        { query: 'query ($t: Boolean!) { papers { id notes { on { id ... on Form @include(if: $t) { title } ... on Guide { sku } } } } }', variables: { t: title } },
        { query: 'query ($t: Boolean!) { papers { id notes { on { id ... on Form @skip(if: $t) { title } ... on Guide { sku } } } } }', variables: { t: title } },
        { query: 'query ($t: Boolean!) { papers { notes { on { ... on Form @skip(if: $t) { title } ... on Form { sku } ... on Guide { sku } } } } }', variables: { t: title } },
        { query: 'query ($t: Boolean!) { papers { notes { on { ... on Form @include(if: $t) { title ... on Form @skip(if: $t) { sku } } } } } }', variables: { t: title } },
      ]),
      '{ papers { notes { on { ... on Guide { source { ...S } } ... on Form { source { ...S } } } } } } fragment S on Source { ... on Agency { id company } ... on Self { email } }',
      '{ papers { ... on Guide { source { ...S } } ... on Form { source { ...S } } } } fragment S on Source { ... on Agency { e: email { address } } ... on Self { mail: email } ... on Group { mail: email name } }',
      '{ papers { ... on HasKin { kin { id price(zip: "1") { slow } ... on Form { title } } } } }', '{ forms { title kin { title source { __typename } } } guides { by { name } } }',
    ],
  }),
  kind({
    name: 'a union and interfaces that each subgraph knows in part',
    subgraphs: {
      a: 'type Query { goods: [Goods] node(id: ID!): Node nodes: [Node] toasters: [Toaster] } union Goods = Oven | Toaster interface Node { id: ID! } interface Guaranteed { warranty: Int } type Oven @key(fields: "id") { id: ID! } type Toaster implements Node & Guaranteed @key(fields: "id") { id: ID! warranty: Int }',
      b: 'interface Node { id: ID! } interface Guaranteed { warranty: Int } type Oven implements Node & Guaranteed @key(fields: "id") { id: ID! warranty: Int }',
    },
    things: { Oven: [oven], Toaster: [toaster] }, roots: { goods: [oven, toaster], node: ({ id }: { id: string }) => appliance(id === 'oven1' ? 'none' : id), nodes: [toaster], toasters: [toaster] },
    cases: [
      '{ goods { ... on Node { id } } }', '{ nodes { ... on Toaster { warranty } ... on Oven { id } } }', '{ nodes { id } }', '{ nodes { ... on Node { id } } }', '{ nodes { ... on Node { ... on Guaranteed { warranty } } } }', '{ nodes { ... on Node { id ... on Node { id ... on Guaranteed { warranty } } } } }',
      '{ toasters { ...T ...N } } fragment T on Toaster { id } fragment N on Node { id __typename }', '{ node(id: "toaster1") { ... on Oven { warranty } } }', '{ node(id: "toaster1") { ... on Toaster { warranty } } }', '{ goods { ... on Guaranteed { warranty } } }', '{ goods { __typename ... on Oven { warranty id } } }',
    ],
  }),
  kind({
    name: 'unions of which two subgraphs have different members',
    subgraphs: {
      a: 'union Media = Book | Song union Seen = Book | Song type Book @key(fields: "id") { id: ID! title: String! @shareable aTitle: String! } type Song @key(fields: "id") { id: ID! title: String! @shareable aTitle: String! } type Query { media: Media @shareable aMedia: Media @shareable book: Book @shareable song: Media @shareable viewer: Viewer @shareable } type Viewer { media: Seen @shareable aMedia: Seen book: Book @shareable song: Seen @shareable }',
      b: 'type Query { media: Media @shareable bMedia: Media @shareable book: Media @shareable viewer: Viewer @shareable } union Media = Book | Movie union Seen = Book | Movie type Movie @key(fields: "id") { id: ID! title: String! @shareable bTitle: String! } type Book @key(fields: "id") { id: ID! title: String! @shareable bTitle: String! } type Viewer { media: Seen @shareable bMedia: Seen book: Seen @shareable }',
    },
    things: { Book: [book], Song: [song], Movie: [movie] }, roots: { media: book, aMedia: book, bMedia: movie, book, song, viewer: { media: book, aMedia: song, bMedia: movie, book, song } },
    cases: [
      '{ media { ... on Movie { title } } }', '{ media { ... on Book { title } } }', '{ media { ... on Book { title } ... on Movie { title } } }', '{ viewer { media { __typename ... on Song { title } ... on Movie { title } ... on Book { title } } book { __typename ... on Movie { title } ... on Book { title } } song { __typename ... on Song { title } ... on Movie { title } } } }',
      '{ viewer { media { ... on Movie { title } } } }', '{ viewer { media { ... on Book { title } } } }', '{ aMedia { ... on Movie { title bTitle } } }', '{ aMedia { ... on Book { title aTitle bTitle } } }', '{ bMedia { ... on Movie { bTitle } ... on Book { aTitle } } }',
      '{ viewer { media { __typename ... on Song { aTitle } ... on Movie { bTitle } ... on Book { title aTitle bTitle } } } }', '{ viewer { aMedia { ... on Song { title } } bMedia { ... on Movie { title bTitle } } } }', '{ viewer { aMedia { __typename } bMedia { __typename } } song { __typename } }',
    ],
  }),
  kind({
    name: 'a union whose members only one subgraph has',
    subgraphs: {
      a: 'type Query { reply: Reply } type Reply @shareable { acts: [Act!]! message: String } union Act = Alpha | Beta | Gamma type Alpha @shareable { id: ID! value: String } type Beta { id: ID! name: String details: String } type Gamma { id: ID! label: String }',
      b: 'type Reply @shareable { acts: [Act!]! message: String } union Act = Alpha type Alpha @shareable { id: ID! value: String }',
    },
    things: { Alpha: [alpha], Beta: [beta], Gamma: [gamma] }, roots: { reply: { acts: [alpha, beta, gamma], message: '好' } },
    cases: ['{ reply { message acts { __typename ... on Alpha { id value } ... on Beta { id name details } ... on Gamma { id label } } } }', '{ reply { acts { __typename ... on Beta { name } ... on Gamma { label } } } }'],
  }),
  kind({
    name: 'a union that differs by the way one came',
    subgraphs: {
      a: 'type Query { rootA: Box shared: Box @shareable } type Box @key(fields: "id") { id: ID! wrap: Wrap @shareable } type Wrap @shareable { acts: [Act!]! @shareable } union Act = Common | OnlyA type Common @shareable { label: String } type OnlyA { a: String }',
      b: 'type Query { rootB: Box shared: Box @shareable } type Box @key(fields: "id") { id: ID! wrap: Wrap @shareable bWrap: Wrap } type Wrap @shareable { acts: [Act!]! @shareable } union Act = Common | OnlyB type Common @shareable { label: String } type OnlyB { b: String }',
    },
    things: { Common: [common], OnlyA: [onlyA], OnlyB: [onlyB], Box: [{ id: '1', wrap: { acts: [common] }, bWrap: { acts: [common, onlyB] } }] },
    get roots() { return { rootA: this.things['Box']?.[0], rootB: this.things['Box']?.[0], shared: this.things['Box']?.[0] }; },
    cases: ['{ rootA { wrap { acts { __typename ... on Common { label } } } } }', '{ rootA { wrap { acts { __typename ... on OnlyB { b } } } } }', '{ shared { wrap { acts { __typename ... on Common { label } ... on OnlyA { a } ... on OnlyB { b } } } } }', '{ rootB { bWrap { acts { __typename ... on OnlyB { b } } } } }', '{ rootA { bWrap { acts { __typename ... on Common { label } ... on OnlyA { a } ... on OnlyB { b } } } } }'],
  }),
  kind({
    name: 'members whose fields of one name differ in nullability',
    subgraphs: {
      a: 'type Person { id: ID @shareable } type Query { people: [Person!]! }',
      b: 'union Account = Person | Office type Person @key(fields: "id") { id: ID! name: String alike: [Account!]! } type Office { id: ID name: String @shareable alike: [Account!]! } type Query { accounts: [Account!]! }',
    },
    things: { Person: [person], Office: [office] }, roots: { people: [person], accounts: [person, office] },
    cases: [
      '{ people { id name } accounts { ... on Person { id name } ... on Office { id name } } }', '{ people { id } accounts { ... on Person { id name alike { ... on Person { id name } ... on Office { id name } } } ... on Office { id alike { ... on Person { id } ... on Office { id } } } } }',
      '{ accounts { ... on Person { name alike { ... on Person { name alike { ... on Office { id } ... on Person { id } } } ... on Office { name } } } ... on Office { name } } }', '{ accounts { __typename ... on Office { id } ... on Person { id } } }',
    ],
  }),
  kind({
    name: 'an interface of things that lie elsewhere',
    subgraphs: { nodes: 'type Query { goodNode: Node kindNode: Node } interface Node { id: ID! } type Good implements Node @key(fields: "id") { id: ID! } type Trade implements Node @key(fields: "id") { id: ID! }', types: 'interface Node { id: ID! } type Good implements Node @key(fields: "id") @shareable { id: ID! name: String! price: Float! } type Trade implements Node @key(fields: "id") { id: ID! name: String! }' },
    things: { Good: [good], Trade: [] }, roots: { goodNode: good, kindNode: null },
    cases: ['{ goodNode { ... on Good { id name __typename price } } }', '{ goodNode { id ... on Trade { name } } kindNode { id } }'],
  }),
  kind({
    name: '__typename under every name',
    subgraphs: { a: 'type Query { goods: Goods node: Node } union Goods = Oven | Toaster interface Node { id: ID! } type Oven implements Node { id: ID! } type Toaster implements Node { id: ID! } interface User @key(fields: "id") { id: ID! } type Admin implements User @key(fields: "id") { id: ID! main: Boolean! }', b: 'type Query { users: [User] } type User @key(fields: "id") @interfaceObject { id: ID! name: String! }' },
    things: { Oven: [oven], Toaster: [toaster], Admin: [{ id: 'u1', main: true, name: '王' }] },
    get roots() { return { goods: oven, node: toaster, users: this.things['Admin'] }; },
    cases: ['{ goods { __typename typename: __typename } }', '{ node { id __typename typename: __typename t: __typename } }', '{ goods { __typename ... on Oven { typename: __typename } ... on Toaster { typename: __typename } } }', '{ node { ... on Oven { a: __typename } ... on Toaster { b: __typename } } }', '{ users { id } }', '{ users { __typename } }', '{ users { t: __typename name } }', '{ __typename }', '{ q: __typename goods { t: __typename } }'],
  }),
];
