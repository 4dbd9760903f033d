import { kind } from '../kind.ts';

const posts = [{ id: 'p1', made: 'b:1', by: '王', score: 10, title: '一' }, { id: 'p2', made: 'b:2', by: '李', score: 20, title: '二' }];
const images = [{ __typename: 'Picture', id: 'i1', made: 'x1' }, { __typename: 'Picture', id: 'i2', made: 'x2' }];

export const overrideKinds = [
  kind({
    name: '@override takes a field over',
    subgraphs: {
      a: 'type Post @key(fields: "id") { id: ID! made: String } type Query { aFeed: [Post] }',
      b: 'type Post @key(fields: "id") { id: ID! made: String @override(from: "a") } type Query { bFeed: [Post] }',
    },
    things: { Post: posts }, roots: { aFeed: [posts[1]], bFeed: [posts[0]] },
    workedOut: { a: { 'Post.made': () => 'must not be asked' } },
    cases: ['{ aFeed { made } }', '{ bFeed { made } }', '{ aFeed { id made } bFeed { made } }'],
  }),
  kind({
    name: '@override from a subgraph that is not there',
    subgraphs: {
      a: 'type Post @key(fields: "id") { id: ID! made: String! @shareable } type Query { feed: [Post] @shareable aFeed: [Post] }',
      b: 'type Post @key(fields: "id") { id: ID! made: String! @override(from: "gone") @shareable } type Query { feed: [Post] @shareable bFeed: [Post] }',
    },
    things: { Post: posts }, roots: { feed: posts, aFeed: [posts[1]], bFeed: [posts[0]] },
    cases: [{ query: '{ feed { made } }', requests: 1 }, { query: '{ aFeed { made } bFeed { made } }', requests: 2 }],
  }),
  kind({
    name: '@override beside @requires',
    subgraphs: {
      a: 'type Post @key(fields: "id") { id: ID! by: String @external line: String @requires(fields: "by") } type Query { posts: [Post] }',
      b: 'type Post @key(fields: "id") { id: ID! by: String @override(from: "c") title: String } type Query { bPosts: [Post] }',
      c: 'type Post @key(fields: "id") { id: ID! by: String score: Int } type Query { cPosts: [Post] }',
    },
    things: { Post: posts.map((post) => ({ ...post, line: `by ${post.by}` })) },
    get roots() { return { posts: this.things['Post'], bPosts: this.things['Post'], cPosts: this.things['Post'] }; },
    workedOut: { a: { 'Post.line': ({ by }) => `by ${String(by)}` } },
    cases: ['{ posts { line } }', '{ bPosts { line by } }', '{ cPosts { by line score } }', '{ cPosts { line title } }'],
  }),
  kind({
    name: '@override of a field that an interface names',
    subgraphs: {
      a: 'interface Post { id: ID! made: String! } type Picture implements Post @key(fields: "id") { id: ID! made: String! } type Query { feed: [Post] }',
      b: 'interface Post { id: ID! made: String! } type Note implements Post @key(fields: "id") { id: ID! made: String! body: String! } interface Other { id: ID! made: String! } type Picture implements Other @key(fields: "id") { id: ID! made: String! @override(from: "a") } type Query { others: [Other] }',
    },
    things: { Picture: images, Note: [] }, roots: { feed: images, others: images },
    cases: ['{ feed { id made } }', '{ feed { ... on Note { id body } } }', '{ others { made } }', '{ others { made id ... on Picture { made id } } }'],
  }),
];
