import { Random } from '../../../src/rhythm/random';
import { KINDS, type Mutant } from './mutant';

export interface Drawn {
  readonly mutants: readonly Mutant[];
  /** How many were drawn and put back, because they do not compile. */
  readonly putBack: number;
}

/**
 * Draws mutants, each kind with the same chance, and without putting one back that counts.
 * @param isSound whether a mutant compiles; asked once for each that is drawn
 */
export function draw(
  all: readonly Mutant[],
  count: number,
  seed: number,
  isSound: (mutant: Mutant) => boolean,
): Drawn {
  const random = Random.fromSeed(seed);
  const left = KINDS.map((kind) => all.filter((mutant) => mutant.kind === kind));
  const mutants: Mutant[] = [];
  let putBack = 0;
  while (mutants.length < count) {
    const kinds = left.filter((each) => each.length > 0);
    if (kinds.length === 0) break;
    const of = random.choice(kinds);
    const [mutant] = of.splice(random.integer(of.length), 1);
    if (isSound(mutant!)) mutants.push(mutant!);
    else putBack += 1;
  }
  return { mutants, putBack };
}
