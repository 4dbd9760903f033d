import type { SubgraphDocument } from '../subgraph-document.ts';

/** A place in a service's schema that breaks one of the platform's own rules of composition. */
export interface Finding {
  readonly rule: string;
  readonly service: string;
  /** Schema coordinate, such as `Query.tasks`. */
  readonly where: string;
  readonly message: string;
}

export type CompositionRule = (subgraphs: readonly SubgraphDocument[]) => Finding[];
