// A random sample of a stream. track-statistics.ts draws with it the few tracks that the page shows one by
// one.

import { Random } from '../../rhythm/random';

/** A fair sample of a stream of any length: each item has the same chance to be in it (algorithm R, Vitter 1985). */
export class Reservoir<Item> {
  private readonly kept: Item[] = [];
  private readonly random: Random;
  private seen = 0;

  constructor(
    private readonly size: number,
    seed: number,
  ) {
    this.random = Random.fromSeed(seed);
  }

  /** Considers an item; `make` is called only when it is taken. */
  add(make: () => Item): void {
    this.seen++;
    if (this.kept.length < this.size) this.kept.push(make());
    else {
      const place = this.random.integer(this.seen);
      if (place < this.size) this.kept[place] = make();
    }
  }

  items(): readonly Item[] {
    return [...this.kept];
  }
}
