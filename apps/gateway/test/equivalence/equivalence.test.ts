import { afterEach, describe, expect, it, vi } from 'vitest';
import { playCases } from './play-cases.ts';

const told = ({ differences }: Awaited<ReturnType<typeof playCases>>): string =>
  differences.map(({ seed, query, variables, expected, answered }) => `${seed}\n${query}\n${JSON.stringify(variables)}\nexpected ${JSON.stringify(expected)}\nanswered ${JSON.stringify(answered)}`).join('\n\n');

it('answers random operations on random supergraphs as one server would that held everything', async () => {
  const played = await playCases({ cases: 2_000, seed: 'ordinary', casesPerSupergraph: 50, stopAfter: 3 });
  expect(told(played)).toBe('');
  expect(played.cases).toBeGreaterThanOrEqual(2_000);
  expect(played.withErrors).toBeGreaterThan(50);
}, 400_000);

/** Mistakes that an executor is likely to have. A suite that lets one pass shows nothing. */
const FAULTS: Readonly<Record<string, () => Promise<void>>> = {
  'one answer shared by the places it goes to': async () => {
    const { mergeInto } = await vi.importActual<typeof import('../../src/execution/merge.ts')>('../../src/execution/merge.ts');
    vi.doMock('../../src/execution/merge.ts', () => ({ mergeInto: (target: never, source: never) => mergeInto(target, source, 'take') }));
  },
  'a client’s field taken for one that a subgraph requires': async () => {
    vi.doMock('../../src/execution/client-keys.ts', () => ({ clientKey: (key: string) => key, gatheredKey: ({ alias, name }: { alias?: { value: string }; name: { value: string } }) => alias?.value ?? name.value }));
  },
  'fragments that hold for every type': async () => {
    const { typeConditions } = await vi.importActual<typeof import('../../src/execution/type-conditions.ts')>('../../src/execution/type-conditions.ts');
    vi.doMock('../../src/execution/type-conditions.ts', () => ({
      typeConditions: (schema: never) => {
        const narrow = typeConditions(schema);
        return (condition: string) => Object.assign(new Set(narrow(condition)), { has: () => true });
      },
    }));
  },
  'a null that does not spread': async () => {
    const { projection } = await vi.importActual<typeof import('../../src/execution/projection.ts')>('../../src/execution/projection.ts');
    vi.doMock('../../src/execution/projection.ts', () => ({
      projection: (...given: Parameters<typeof projection>) => {
        const project = projection(...given);
        return (data: never, pass: never) => project(data, pass).replace(/^null$/, '{}');
      },
    }));
  },
  'conditions that are forgotten': async () => {
    const { settledDocument, ...rest } = await vi.importActual<typeof import('../../src/execution/settled-document.ts')>('../../src/execution/settled-document.ts');
    vi.doMock('../../src/execution/settled-document.ts', () => ({ ...rest, conditionVariables: () => [], settledDocument }));
  },
  'errors without their place': async () => {
    const errors = await vi.importActual<typeof import('../../src/execution/field-errors.ts')>('../../src/execution/field-errors.ts');
    vi.doMock('../../src/execution/field-errors.ts', () => ({ ...errors, errorsOfEntities: (where: never, list: readonly { message: string }[]) => errors.errorsOfEntities(where, list.map(({ message }) => ({ message }))) }));
  },
  'representations told apart by their key alone': async () => {
    const { representation } = await vi.importActual<typeof import('../../src/execution/representation.ts')>('../../src/execution/representation.ts');
    vi.doMock('../../src/execution/representation.ts', () => ({
      representation: (...given: Parameters<typeof representation>) => {
        const represent = representation(...given);
        return (entity: Record<string, unknown>, variables: Record<string, unknown>) => {
          const made = represent(entity, variables);
          return made === undefined ? undefined : { __typename: made['__typename'], ...(made['id'] === undefined ? { code: made['code'] } : { id: made['id'] }) };
        };
      },
    }));
  },
};

describe('the suite catches', () => {
  afterEach(() => {
    vi.doUnmock('../../src/execution/merge.ts');
    vi.doUnmock('../../src/execution/client-keys.ts');
    vi.doUnmock('../../src/execution/type-conditions.ts');
    vi.doUnmock('../../src/execution/projection.ts');
    vi.doUnmock('../../src/execution/settled-document.ts');
    vi.doUnmock('../../src/execution/field-errors.ts');
    vi.doUnmock('../../src/execution/representation.ts');
    vi.resetModules();
  });

  it.each(Object.entries(FAULTS))('%s', async (_name, plant) => {
    vi.resetModules();
    await plant();
    const { playCases: playFaulty } = await import('./play-cases.ts');
    const { differences } = await playFaulty({ cases: 3_000, seed: 'ordinary', casesPerSupergraph: 25, stopAfter: 1 });
    expect(differences.length).toBeGreaterThan(0);
  }, 400_000);
});
