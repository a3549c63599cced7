/**
 * Gives each item to the next worker that is free; no new one is begun once it is stopped or one has failed.
 * @throws what the first piece of work threw, once all have ended
 */
export async function inTurn<Item, Worker>(
  items: readonly Item[],
  workers: readonly Worker[],
  isStopped: () => boolean,
  work: (item: Item, worker: Worker) => Promise<void>,
): Promise<void> {
  let next = 0;
  const errors: unknown[] = [];
  await Promise.all(
    workers.map(async (worker) => {
      while (next < items.length && !isStopped() && errors.length === 0) {
        const item = items[next++]!;
        await work(item, worker).catch((error: unknown) => errors.push(error));
      }
    }),
  );
  if (errors.length > 0) throw errors[0];
}
