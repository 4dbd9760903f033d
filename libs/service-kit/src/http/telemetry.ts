import { pino, type Logger } from 'pino';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

// Field names that may carry personal data: never in a log, whatever an author passes.
const PERSONAL = ['phone', 'contactPhone', 'citizenId', 'name', 'legalRepresentative', 'address'].flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);

export const openLog = (service: string, level: string): Logger =>
  pino({ level, base: { service }, redact: { paths: PERSONAL, censor: '[personal]' }, timestamp: pino.stdTimeFunctions.isoTime });

export interface Metrics {
  readonly registry: Registry;
  readonly requests: Counter<'operation' | 'outcome'>;
  readonly duration: Histogram<'operation'>;
  readonly eventLag: Gauge<'source'>;
}

/** Rate, errors and duration by operation name, beside the process's own figures. */
export function openMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const shared = { registers: [registry] };
  return {
    registry,
    requests: new Counter({ ...shared, name: 'sortition_requests_total', help: 'GraphQL requests', labelNames: ['operation', 'outcome'] }),
    duration: new Histogram({ ...shared, name: 'sortition_request_seconds', help: 'Duration of GraphQL requests', labelNames: ['operation'], buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3] }),
    eventLag: new Gauge({ ...shared, name: 'sortition_event_lag_seconds', help: 'Age of the last applied event', labelNames: ['source'] }),
  };
}
