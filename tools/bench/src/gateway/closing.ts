/** What has been started and how to end it, last first; whatever fails, the others are ended too. */
export interface Closing extends AsyncDisposable {
  defer(end: () => PromiseLike<unknown>): void;
}

export function closing(): Closing {
  const ends: (() => PromiseLike<unknown>)[] = [];
  return {
    defer: (end) => void ends.push(end),
    [Symbol.asyncDispose]: async () => {
      for (const end of ends.splice(0).reverse()) await Promise.allSettled([end()]);
    },
  };
}
