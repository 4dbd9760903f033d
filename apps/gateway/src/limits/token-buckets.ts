const MINUTE = 60_000;

interface Bucket {
  /** In parts of a token, of which so many flow in within a millisecond as there are tokens in a minute. */
  parts: number;
  at: number;
}

export interface TokenBucketOptions {
  /** Tokens that a full bucket holds, and that flow into an empty one within a minute. */
  readonly perMinute: number;
  /** Buckets that are kept. Whoever has asked for nothing for longest is forgotten first, and begins anew with a full one. */
  readonly maxKeys: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
}

/** Takes tokens of a key. Answers 0 when they were there, and otherwise, taking none, the milliseconds until they will be. */
export type TakeTokens = (key: string, amount: number) => number;

/** An allowance per key that refills with time, in this process alone. */
export function tokenBuckets({ perMinute, maxKeys, now }: TokenBucketOptions): TakeTokens {
  const full = perMinute * MINUTE;
  const buckets = new Map<string, Bucket>();

  function bucketOf(key: string, at: number): Bucket {
    const known = buckets.get(key);
    const bucket = known === undefined ? { parts: full, at } : { parts: Math.min(full, known.parts + (at - known.at) * perMinute), at };
    buckets.delete(key); // what is used goes to the end of the map
    buckets.set(key, bucket);
    for (const oldest of buckets.keys()) {
      if (buckets.size <= maxKeys) break;
      buckets.delete(oldest);
    }
    return bucket;
  }

  return (key, amount) => {
    const bucket = bucketOf(key, now());
    const wanted = Math.min(amount * MINUTE, full); // more than a full bucket would never come
    if (bucket.parts < wanted) return Math.ceil((wanted - bucket.parts) / perMinute);
    bucket.parts -= wanted;
    return 0;
  };
}
