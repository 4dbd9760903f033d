/** A sub-request that a gateway sent for one request, as it was seen on the way. */
export interface SeenSubRequest {
  readonly service: string;
  readonly body: string;
  /** How many of the same request had been answered when it was sent: those are what it may have waited for. */
  readonly answeredBefore: readonly number[];
  readonly bytes: number;
}

/** A sub-request to send by hand, when those that it needs are answered. */
export interface PlannedSubRequest {
  readonly service: string;
  readonly body: string;
  readonly after: readonly number[];
}

const queryOf = (body: string): string => {
  const { query }: { readonly query?: unknown } = JSON.parse(body);
  return String(query);
};

const nameOf = ({ service, body }: SeenSubRequest): string => `${service} ${queryOf(body)}`;

/**
 * What each sub-request truly waits for, from many requests of one document: what was sometimes not yet answered when it was sent was
 * never needed.
 */
export function planOf(requests: readonly (readonly SeenSubRequest[])[]): PlannedSubRequest[][] {
  const needed = new Map<string, ReadonlySet<string>>();
  for (const seen of requests) {
    const names = seen.map(nameOf);
    for (const [place, { answeredBefore }] of seen.entries()) {
      const name = names[place] ?? '';
      const before = new Set(answeredBefore.map((index) => names[index] ?? ''));
      const known = needed.get(name);
      needed.set(name, known === undefined ? before : new Set([...known].filter((other) => before.has(other))));
    }
  }
  return requests.map((seen) => {
    const names = seen.map(nameOf);
    return seen.map(({ service, body, answeredBefore }, place) => ({ service, body, after: answeredBefore.filter((index) => needed.get(names[place] ?? '')?.has(names[index] ?? '')) }));
  });
}

/** What makes two sub-requests the same: the same question of the same caller to the same service. */
export const subRequestKey = (service: string, subject: string, body: string): string => `${service}\n${subject}\n${body}`;
