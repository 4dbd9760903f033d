import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subgraphAnswer } from './subgraph-answer.ts';

const reply = (text: string, contentType = 'application/json; charset=utf-8') => ({ status: 200, contentType, text });

describe('a GraphQL response and nothing else', () => {
  it.each([
    ['{"data":{"a":1}}', { data: { a: 1 } }],
    ['{"data":null,"errors":[{"message":"m","path":["a",0],"extensions":{"code":"C"}}]}', { data: null, errors: [{ message: 'm', path: ['a', 0], extensions: { code: 'C' } }] }],
    ['{"errors":[{"message":"m","locations":[]}]}', { errors: [{ message: 'm' }] }],
    ['{"data":{"text":"the __proto__ of a constructor"}}', { data: { text: 'the __proto__ of a constructor' } }],
  ])('takes %s', (text, answer) => {
    expect(subgraphAnswer(reply(text))).toEqual(answer);
  });

  it.each([
    '', '{', 'null', '[]', '1', '{}', '{"data":[]}', '{"data":1}', '{"errors":{}}', '{"errors":[1]}', '{"errors":[{"message":1}]}',
    '{"errors":[{"message":"m","path":"a"}]}', '{"errors":[{"message":"m","extensions":[]}]}',
    '{"data":{"__proto__":{}}}', '{"data":{"a":[{"constructor":{"prototype":{}}}]}}', '{"data":{"\\u005f_proto__":{}}}', '{"errors":[{"message":"m","extensions":{"prototype":1}}]}',
  ])('refuses %s', (text) => {
    expect(subgraphAnswer(reply(text))).toBeUndefined();
  });

  it.each(['text/html', 'application/jsonp', '', 'text/plain; application/json'])('refuses the content type "%s"', (contentType) => {
    expect(subgraphAnswer(reply('{"data":{"a":1}}', contentType))).toBeUndefined();
  });

  it('finds a poisoned key at any depth, however it is written', () => {
    const key = fc.constantFrom('"__proto__"', '"constructor"', '"prototype"', '"\\u005f\\u005fproto__"', '"\\u0063onstructor"');
    fc.assert(fc.property(key, fc.array(fc.boolean(), { maxLength: 20 }), (poison, nesting) => {
      const inner = nesting.reduce((json, list) => (list ? `[1,${json}]` : `{"a":${json}}`), `{${poison}:1}`);
      expect(subgraphAnswer(reply(`{"data":{"x":${inner}}}`))).toBeUndefined();
    }));
  });
});
