/** The five subgraphs, in the order in which a supervision goes through them. */
export const SERVICES = ['registry', 'planning', 'sampling', 'inspection', 'disclosure'] as const;

export type ServiceName = (typeof SERVICES)[number];

/** One value per subgraph. */
export type PerService<T> = Readonly<Record<ServiceName, T>>;

export const perService = <T>(valueOf: (service: ServiceName, index: number) => T): PerService<T> => ({
  registry: valueOf('registry', 0),
  planning: valueOf('planning', 1),
  sampling: valueOf('sampling', 2),
  inspection: valueOf('inspection', 3),
  disclosure: valueOf('disclosure', 4),
});
