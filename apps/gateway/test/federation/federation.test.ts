import { describe, expect, it } from 'vitest';
import { linked, type Kind } from './kind.ts';
import { localSupergraph, type LocalSupergraph } from './local-supergraph.ts';
import { resolversOf, truth } from './world.ts';
import { abstractKinds } from './kinds/abstract.ts';
import { externalKinds } from './kinds/external.ts';
import { interfaceObjectKinds } from './kinds/interface-object.ts';
import { keyKinds } from './kinds/keys.ts';
import { operationKinds } from './kinds/operations.ts';
import { overrideKinds } from './kinds/override.ts';
import { providesKinds } from './kinds/provides.ts';
import { requiresKinds } from './kinds/requires.ts';
import { visibilityKinds } from './kinds/visibility.ts';

const KINDS: readonly Kind[] = [
  ...keyKinds, ...requiresKinds, ...providesKinds, ...externalKinds, ...overrideKinds, ...interfaceObjectKinds, ...abstractKinds, ...visibilityKinds, ...operationKinds,
];

const composed = (kind: Kind): LocalSupergraph => localSupergraph(Object.fromEntries(
  Object.entries(kind.subgraphs).map(([name, sdl]) => [name, { sdl: linked(sdl), resolvers: resolversOf(sdl, kind, kind.workedOut?.[name]) }]),
));

describe.each(KINDS)('$name', (kind) => {
  let supergraph: LocalSupergraph | undefined;

  it.each(kind.cases.map((asked) => (typeof asked === 'string' ? { query: asked } : asked)))('$query', async ({ query, variables = {}, data, errorsAt = [], refused, requests }) => {
    supergraph ??= composed(kind);
    const { schema, ask, asked } = supergraph;
    const answer = await ask(query, variables);
    if (refused === true) {
      expect(answer.errors).not.toEqual([]);
      expect(asked).toEqual([]);
      return;
    }
    expect(answer.errors.map(({ path, message }) => path?.join('.') ?? message).sort()).toEqual([...errorsAt].sort());
    expect(answer.data).toEqual(data === undefined ? await truth(schema, kind, query, variables) : data);
    if (requests !== undefined) expect(asked.length).toBeLessThanOrEqual(requests);
  });
});
