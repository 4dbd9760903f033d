import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { PublicAnswers } from '../caching/public-answers.ts';
import type { Subgraph } from '../subgraphs/subgraph.ts';
import { watchPublicAnswers } from './public-answer-metrics.ts';

const MAX_OPERATION_NAMES = 200;
const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10];
const BREAKER_LEVEL = { closed: 0, 'half-open': 1, open: 2 } as const;

export interface Metrics {
  readonly operationAnswered: (operation: string, outcome: string, seconds: number) => void;
  readonly subgraphAnswered: (service: string, outcome: string, seconds: number) => void;
  /** Another supergraph was taken, or why it was not. */
  readonly supergraphOffered: (outcome: string) => void;
  readonly supergraphInUse: (serial: number) => void;
  readonly watch: (subgraphs: readonly Subgraph[]) => void;
  readonly watchPublicAnswers: (answers: Pick<PublicAnswers, 'figures'>) => void;
  readonly expose: () => Promise<{ readonly contentType: string; readonly text: string }>;
}

/** Finding a series by its labels costs more than counting in it; there are few. */
function kept<T>(find: (name: string, outcome: string) => T): (name: string, outcome: string) => T {
  const series = new Map<string, Map<string, T>>();
  return (name, outcome) => {
    const ofName = series.get(name) ?? new Map<string, T>();
    series.set(name, ofName);
    const known = ofName.get(outcome) ?? find(name, outcome);
    ofName.set(outcome, known);
    return known;
  };
}

/** Rate, errors and duration per operation name and per subgraph, beside the process's own figures. */
export function openMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  registry.setDefaultLabels({ service: 'gateway' });
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({ registers, name: 'sortition_requests_total', help: 'GraphQL requests', labelNames: ['operation', 'outcome'] });
  const duration = new Histogram({ registers, name: 'sortition_request_seconds', help: 'Duration of GraphQL requests', labelNames: ['operation'], buckets: SECONDS });
  const subRequests = new Counter({ registers, name: 'sortition_subgraph_requests_total', help: 'Sub-requests', labelNames: ['subgraph', 'outcome'] });
  const subDuration = new Histogram({ registers, name: 'sortition_subgraph_seconds', help: 'Duration of sub-requests', labelNames: ['subgraph'], buckets: SECONDS });
  const swaps = new Counter({ registers, name: 'sortition_supergraph_swaps_total', help: 'Supergraphs that were taken or refused', labelNames: ['outcome'] });
  const serialInUse = new Gauge({ registers, name: 'sortition_supergraph_serial', help: 'Serial of the supergraph in use' });

  // Names come from clients: past the first ones they share a label, or anybody could fill the store.
  const names = new Set<string>();
  const labelOf = (operation: string): string => {
    if (names.size < MAX_OPERATION_NAMES) names.add(operation);
    return names.has(operation) ? operation : 'other';
  };

  const operationOf = kept((operation, outcome) => ({ count: requests.labels({ operation, outcome }), duration: duration.labels({ operation }) }));
  const subRequestOf = kept((subgraph, outcome) => ({ count: subRequests.labels({ subgraph, outcome }), duration: subDuration.labels({ subgraph }) }));

  return {
    operationAnswered(operation, outcome, seconds) {
      const series = operationOf(labelOf(operation), outcome);
      series.count.inc();
      series.duration.observe(seconds);
    },
    subgraphAnswered(service, outcome, seconds) {
      const series = subRequestOf(service, outcome);
      series.count.inc();
      series.duration.observe(seconds);
    },
    supergraphOffered: (outcome) => swaps.inc({ outcome }),
    supergraphInUse: (serial) => serialInUse.set(serial),
    watch(subgraphs) {
      new Gauge({
        registers, name: 'sortition_breaker_state', help: '0 closed, 1 half open, 2 open', labelNames: ['subgraph'],
        collect() {
          for (const { name, vitals } of subgraphs) this.set({ subgraph: name }, BREAKER_LEVEL[vitals().breaker]);
        },
      });
      new Gauge({
        registers, name: 'sortition_subgraph_in_flight', help: 'Sub-requests under way', labelNames: ['subgraph'],
        collect() {
          for (const { name, vitals } of subgraphs) this.set({ subgraph: name }, vitals().inFlight);
        },
      });
    },
    watchPublicAnswers: (answers) => watchPublicAnswers(registry, answers),
    expose: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
