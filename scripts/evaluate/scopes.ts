import type { Engine } from '../../src/engine/engine';
import { parseRequest } from '../../src/engine/request/request';
import type { StyledPattern } from '../../src/evaluation/baselines';
import type { HeldOutPattern } from '../../src/evaluation/held-out';
import type { Pattern } from '../../src/rhythm/pattern';
import { Random } from '../../src/rhythm/random';
import { createProgress } from '../support/progress';

/** Styles that are measured once all together, and the club's own once more alone. */
const CLUB_STYLES: ReadonlySet<string> = new Set(['house', 'techno']);
const CLUB = 'house and techno';
/** What the rules for the player's sake cost: that a style's own rules are kept, and that no copy is given out. */
const OTHER_WAYS = [
  { name: 'the same, parts left out as learned', options: { mayOmitParts: true } },
  { name: 'and copies not kept out', options: { mayOmitParts: true, allowCopies: true } },
] as const;

/** Real rhythms and the model's, one for each and of its style. */
export interface Scope {
  readonly name: string;
  readonly heldOut: readonly HeldOutPattern[];
  readonly unseen: readonly StyledPattern[];
  readonly real: readonly HeldOutPattern[];
  readonly generated: readonly Pattern[];
  readonly variants: readonly { readonly name: string; readonly generated: readonly Pattern[] }[];
}

/** What was not learned from. */
export interface Splits {
  /** The split that is judged by. */
  readonly heldOut: readonly HeldOutPattern[];
  /** The other one. */
  readonly unseen: readonly StyledPattern[];
}

export interface DrawOptions {
  readonly style?: string;
  /** Rhythms of a scope at most. */
  readonly samples: number;
  /** Seed of the first rhythm and of the first draw's choice of real ones. */
  readonly seed: number;
  readonly draws: number;
  readonly json?: boolean;
}

/**
 * The scopes of every draw: all styles together, and house and techno alone where the model knows others too; or the
 * one style asked for. No two rhythms asked for in the same way have the same seed.
 */
export function drawScopes(engine: Engine, splits: Splits, options: DrawOptions): Scope[][] {
  const parts = partsOf(splits, options.style);
  const draws = Array.from({ length: options.draws }, (_, draw) => {
    const random = Random.fromSeed(options.seed + draw);
    return parts.map((part) => ({ ...part, real: random.shuffled(part.heldOut).slice(0, options.samples) }));
  });
  const real = draws.flat().reduce((sum, part) => sum + part.real.length, 0);
  const total = (1 + OTHER_WAYS.length) * real;
  const progress = createProgress('Generating', { total, unit: 'rhythms', silent: options.json ?? false });
  let made = 0;
  let seed = options.seed;
  const generatedFor = (part: Part & Pick<Scope, 'real'>): Scope => {
    const first = seed;
    seed += part.real.length;
    const asked = (others: object): Pattern[] =>
      part.real.map(({ style }, at) => {
        progress.update(++made);
        const request = { seed: first + at, style, bars: 2, ...others };
        return engine.generate(parseRequest(request, engine.card)).pattern;
      });
    return {
      ...part,
      // As a player gets them.
      generated: asked({}),
      variants: OTHER_WAYS.map(({ name, options: others }) => ({ name, generated: asked(others) })),
    };
  };
  const scopes = draws.map((drawn) => drawn.map(generatedFor));
  progress.stop();
  return scopes;
}

type Part = Pick<Scope, 'name' | 'heldOut' | 'unseen'>;

function partsOf({ heldOut, unseen }: Splits, style: string | undefined): Part[] {
  if (style !== undefined) return [{ name: style, heldOut, unseen }];
  const isClub = (pattern: StyledPattern): boolean => CLUB_STYLES.has(pattern.style);
  const club = heldOut.filter(isClub);
  const all = { name: 'all styles', heldOut, unseen };
  return club.length > 0 && club.length < heldOut.length
    ? [all, { name: CLUB, heldOut: club, unseen: unseen.filter(isClub) }]
    : [all];
}
