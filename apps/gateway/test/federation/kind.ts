import type { Thing, WorkedOut, World } from './world.ts';

export interface Case {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  /** Only where it is not what one server would answer that knew everything. */
  readonly data?: unknown;
  /** Places of the errors that belong to the answer. */
  readonly errorsAt?: readonly string[];
  /** Refused before any subgraph is asked. */
  readonly refused?: true;
  /** Sub-requests at most. */
  readonly requests?: number;
}

/** A kind of federated schema with what is asked of it. */
export interface Kind extends World {
  readonly name: string;
  /** Schemas of the subgraphs by name, without their `@link`. */
  readonly subgraphs: Readonly<Record<string, string>>;
  readonly workedOut?: Readonly<Record<string, WorkedOut>>;
  readonly cases: readonly (string | Case)[];
}

export const kind = (definition: Kind): Kind => definition;

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: [
  "@key", "@requires", "@provides", "@external", "@shareable", "@override", "@inaccessible", "@interfaceObject", "@extends"
])
`;

/** A subgraph of the first federation has no link; it is marked by its first line. */
export const FEDERATION_1 = '# federation 1\n';
export const linked = (sdl: string): string => (sdl.startsWith(FEDERATION_1) ? sdl : LINK + sdl);

/** Things of one type by key, for references that may run in circles. */
export const finder = (things: readonly Thing[], key = 'id') => (value: unknown): Thing | null => things.find((thing) => thing[key] === value) ?? null;
