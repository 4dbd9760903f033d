const LAYERS = ['database', 'services', 'issuer', 'gateway'] as const;

type Layer = (typeof LAYERS)[number];
type Stop = () => PromiseLike<unknown>;

/** What has been started and how to stop it: front door first, database last, the parts of one layer together. */
export interface Shutdown extends AsyncDisposable {
  /** Something started while all is being stopped is stopped at once. */
  add(layer: Layer, stop: Stop): void;
}

export function shutdownOn(signal: AbortSignal | undefined): Shutdown {
  const stops = new Map<Layer, Stop[]>();
  let closing: Promise<void> | undefined;

  async function close(): Promise<void> {
    for (const layer of LAYERS.toReversed()) await Promise.allSettled((stops.get(layer) ?? []).map((stop) => stop()));
  }
  const dispose = (): Promise<void> => (closing ??= close());
  signal?.addEventListener('abort', () => void dispose(), { once: true });

  return {
    add: (layer, stop) => {
      if (closing === undefined) stops.set(layer, [...(stops.get(layer) ?? []), stop]);
      else closing = Promise.allSettled([closing, stop()]).then(() => undefined);
    },
    [Symbol.asyncDispose]: dispose,
  };
}
