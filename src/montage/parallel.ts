import pLimit from 'p-limit';

/**
 * Does the work for every item, at most `parallel` at once. If one fails, the others are aborted. Throws the first
 * error after all have ended, so that nothing is left running.
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
