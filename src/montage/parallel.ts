import pLimit from 'p-limit';

/**
 * Does the work for every item, so many at once. When one fails, the others are told to stop, all are waited for, and
 * the first error is thrown: nothing is left running behind.
 */
export async function forEachInParallel<Item>(
  items: readonly Item[],
  { parallel, signal }: { parallel: number; signal: AbortSignal },
  work: (item: Item, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failure = new AbortController();
  const either = AbortSignal.any([signal, failure.signal]);
  const limit = pLimit(parallel);
  const all = items.map((item) =>
    limit(async () => {
      if (failure.signal.aborted) return;
      await work(item, either);
    }).catch((error: unknown) => failure.abort(error)),
  );
  await Promise.all(all);
  if (failure.signal.aborted) throw failure.signal.reason;
}
