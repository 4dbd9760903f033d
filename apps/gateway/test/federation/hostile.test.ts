import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SubgraphAnswer } from '../../src/subgraphs/subgraph-answer.ts';
import { linked } from './kind.ts';
import { localSupergraph, type Asked, type LocalSupergraph } from './local-supergraph.ts';
import { resolversOf } from './world.ts';

const units = ['1', '2', '3'].map((id) => ({ id, name: `单位${id}`, risk: id === '2' ? 'HIGH' : 'LOW', parts: [{ weight: 1 }, { weight: 2 }], score: Number(id) }));
const world = { things: { Unit: units }, roots: { units, unit: units[0], first: units[0] } };
const REGISTRY = 'type Unit @key(fields: "id") { id: ID! name: String! } type Query { units: [Unit!]! unit: Unit }';
const CREDIT = 'type Unit @key(fields: "id") { id: ID! risk: Risk parts: [Part!] score: Int! } enum Risk { HIGH LOW } type Part { weight: Int! } type Query { first: Unit }';

let tamper: (asked: Asked, answer: SubgraphAnswer) => SubgraphAnswer = (_asked, answer) => answer;
let supergraph: LocalSupergraph;
beforeAll(() => {
  supergraph = localSupergraph({
    registry: { sdl: linked(REGISTRY), resolvers: resolversOf(REGISTRY, world) },
    credit: { sdl: linked(CREDIT), resolvers: resolversOf(CREDIT, world) },
  }, { tamper: (asked, answer) => tamper(asked, answer) });
});
afterEach(() => {
  tamper = (_asked, answer) => answer;
});

/** Credit answers this for the entities it is asked for. */
const creditAnswers = (answer: unknown): void => {
  tamper = ({ service }, honest) => (service === 'credit' ? JSON.parse(JSON.stringify(answer)) : honest);
};
const errorsAt = async (query: string) => {
  const { data, errors } = await supergraph.ask(query);
  return { data, at: errors.map(({ path }) => path?.join('.') ?? 'the operation') };
};
const named = units.map(({ name }) => ({ name }));

describe('entities of others', () => {
  it('are not taken for those that were asked for', async () => {
    creditAnswers({ data: { _entities: [{ __typename: 'Stranger', risk: 'HIGH' }, { risk: 'HIGH' }, null] } });
    const { data, at } = await errorsAt('{ units { name risk } }');
    expect(data).toEqual({ units: [{ ...named[0], risk: null }, { ...named[1], risk: 'HIGH' }, { ...named[2], risk: null }] });
    expect(at).toEqual(['units.0']);
  });

  it.each([[[]], [[{ risk: 'LOW' }]], [Array.from({ length: 9 }, () => ({ risk: 'LOW' }))], ['text'], [{}]])('too few, too many or none: %j', async (entities) => {
    creditAnswers({ data: { _entities: entities } });
    const { data, at } = await errorsAt('{ units { name risk } }');
    expect(data).toEqual({ units: named.map((unit) => ({ ...unit, risk: null })) });
    expect(at).toEqual(['units']);
  });
});

describe('values that are not of their type', () => {
  it('are null, with an error at their place', async () => {
    creditAnswers({ data: { _entities: [{ risk: 'HUGE', parts: 'none' }, { risk: 7, parts: [{ weight: 1 }] }, { risk: 'LOW', parts: [] }] } });
    const { data, at } = await errorsAt('{ units { name risk parts { weight } } }');
    expect(data).toEqual({ units: [{ ...named[0], risk: null, parts: null }, { ...named[1], risk: null, parts: [{ weight: 1 }] }, { ...named[2], risk: 'LOW', parts: [] }] });
    expect(at.sort()).toEqual(['units.0.parts', 'units.0.risk', 'units.1.risk']);
  });

  it('take what cannot be null with them, up to what can', async () => {
    creditAnswers({ data: { _entities: [{ parts: [{ weight: 1 }, { weight: 'x' }] }, { parts: [{ weight: 2 }, null] }, { parts: [{ weight: null }] }] } });
    const { data, at } = await errorsAt('{ units { name parts { weight } } }');
    expect(data).toEqual({ units: named.map((unit) => ({ ...unit, parts: null })) });
    expect(at.sort()).toEqual(['units.0.parts.1.weight', 'units.1.parts.1', 'units.2.parts.0.weight']);
  });

  it('reach the top when nothing on the way may be null', async () => {
    creditAnswers({ data: { _entities: [{ score: 1 }, { score: null }, { score: 3 }] } });
    expect(await errorsAt('{ units { score } }')).toEqual({ data: null, at: ['units.1.score'] });
  });
});

describe('a subgraph’s own errors', () => {
  it('are told at every place of the entity they are about', async () => {
    creditAnswers({ data: { _entities: [{ _c_danger: null }, { _c_danger: 'HIGH' }, { _c_danger: 'LOW' }] }, errors: [{ message: 'no', path: ['_entities', 0, '_c_danger'] }] });
    expect(await errorsAt('{ units { danger: risk } }')).toEqual({ data: { units: [{ danger: null }, { danger: 'HIGH' }, { danger: 'LOW' }] }, at: ['units.0.danger'] });
    creditAnswers({ data: { _e0: [null, { risk: 'HIGH' }, { risk: 'LOW' }] }, errors: [{ message: 'no', path: ['_e0', 0, 'risk'] }] });
    const { at } = await errorsAt('{ units { name risk } unit { risk } }');
    expect(at.sort()).toEqual(['unit.risk', 'units.0.risk']);
  });

  it('explain a null that has spread, without another error', async () => {
    creditAnswers({ data: { _entities: [null, { score: 2 }, { score: 3 }] }, errors: [{ message: 'no', path: ['_entities', 0, 'score'] }] });
    expect(await errorsAt('{ units { score } }')).toEqual({ data: null, at: ['units.0.score'] });
  });
});

it('never reaches into a prototype', async () => {
  tamper = ({ service }, honest) => (service === 'credit' ? JSON.parse('{"data": {"_entities": [{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, "risk": "LOW"}, null, null]}}') : honest);
  await supergraph.ask('{ units { name risk } }');
  expect({}).not.toHaveProperty('polluted');
});

it('asks for each entity once, wherever it stands', async () => {
  await supergraph.ask('{ a: units { risk } b: units { risk } unit { risk } }');
  const [, entities] = supergraph.asked;
  expect(supergraph.asked).toHaveLength(2);
  expect(Object.values(entities?.variables ?? {})).toEqual([units.map(({ id }) => ({ __typename: 'Unit', id }))]);
});
