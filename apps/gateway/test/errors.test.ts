import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCity, type City } from './fixtures/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(async () => {
  await city[Symbol.asyncDispose]();
});

it('passes a refusal through with its code, both languages, clause and details, and nothing else', async () => {
  const answer = await city.ask('{ refused latestVisit { day } }');
  expect(answer.data).toEqual({ refused: null, latestVisit: { day: '2025-04-02' } });
  expect(answer.errors).toEqual([{
    message: 'Not your department', path: ['refused'],
    extensions: { code: 'FORBIDDEN', messageZh: '不属于本部门', messageEn: 'Not your department', clause: 'CQ 8.4.3', field: 'taskId', traceId: expect.any(String) },
  }]);
});

it('masks an error that was not written for the public', async () => {
  const answer = await city.ask('{ broken latestVisit { day } }');
  expect(answer.data).toEqual({ broken: null, latestVisit: { day: '2025-04-02' } });
  expect(answer.codes).toEqual(['INTERNAL']);
  expect(answer.errors[0]?.path).toEqual(['broken']);
  expect(answer.errors[0]?.extensions['traceId']).toBe(answer.headers.get('x-trace-id'));
  expect(answer.text).not.toMatch(/ECONNREFUSED|10\.0\.0\.7|5432|registry/);
});

it('says what does not fit the schema', async () => {
  const answer = await city.ask('query ($n: Int!) { objects(first: $n) { id } }', { variables: { n: 'ten' } });
  expect(answer.codes).toEqual(['VARIABLES_INVALID']);
  expect(answer.status).toBe(400);
});

it('says where a query is wrong', async () => {
  const syntax = await city.ask('{ objects {');
  expect([syntax.status, ...syntax.codes]).toEqual([400, 'QUERY_SYNTAX']);
  expect(syntax.errors[0]?.extensions['messageEn']).toContain('Syntax Error');
  const unknown = await city.ask('query A { latestVisit { day } }', { operationName: 'B' });
  expect([unknown.status, ...unknown.codes]).toEqual([400, 'OPERATION_NOT_FOUND']);
});

it('reports a value of the wrong shape as an error, not beside the errors', async () => {
  city.registry.fault = 'misfit';
  const answer = await city.ask('{ misshapen latestVisit { day } }');
  city.registry.fault = 'none';
  expect(answer.data).toEqual({ misshapen: null, latestVisit: { day: '2025-04-02' } });
  expect(answer.codes).toEqual(['INTERNAL']);
  expect(JSON.parse(answer.text)).not.toHaveProperty('extensions');
});
