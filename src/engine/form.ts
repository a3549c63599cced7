import { UNIT_BARS } from '../rhythm/grid';
import { type Pattern, concatPatterns, sliceBars } from '../rhythm/pattern';
import type { Random } from '../rhythm/random';
import { VOICE_COUNT, voiceIndex } from '../rhythm/voices';
import { bestCandidate, drawLatent, keepMask, type Kept } from './candidates';
import type { Generator } from './generator';
import type { CopyGuard } from './originality';
import type { GenerationRequest } from './request';
import { type Target, denser } from './targets';

/** Candidates per unit: best of 8 already cuts the density error sixfold, and 16 cost one forward pass of a few ms. */
const CANDIDATES = 16;

/** How often all candidates are drawn anew when each of them is a copy. */
const REDRAWS = 3;
/** Each new round is drawn from further out: at temperature 0 all candidates of a round are one and the same. */
const REDRAW_TEMPERATURE = 0.5;

/** Up to here a variation leaves kick, snare and clap alone and changes what is played around them. */
const ANCHORED_UP_TO = 0.5;
const ANCHORS = (['kick', 'snare', 'clap'] as const).map(voiceIndex);
const ALL_VOICES = Array.from({ length: VOICE_COUNT }, (_, voice) => voice);

/** How many standard deviations more hits the last bar of eight has: a fill. */
const FILL_DENSITY = 0.75;

export interface Composition {
  readonly request: GenerationRequest;
  readonly style: number;
  readonly target: Target;
  /** Keeps copies of training patterns out. */
  readonly guard: CopyGuard;
}

/**
 * Makes as many bars as are asked for out of two-bar units: one bar is a unit's first; four are A B A B′, eight
 * A B A B′ A B A B″, where B′ continues A anew and B″ is a fill. Phrases come back, so that it is a groove and not a solo.
 */
export function compose(generator: Generator, composition: Composition, random: Random): Pattern {
  const { request } = composition;
  const { latentSize } = generator.card;
  const { pattern: unit, latent } = drawnUnit(generator, composition, {
    random,
    latent: (temperature) => drawLatent(latentSize, temperature, random),
  });
  switch (request.bars) {
    case 1:
      return sliceBars(unit, 0, 1);
    case 2:
      return unit;
    case 4:
      return concatPatterns([unit, varied(generator, composition, { unit, latent, random })]);
    case 8: {
      const answer = varied(generator, composition, { unit, latent, random });
      const { target } = composition;
      const fuller = {
        ...composition,
        target: denser(target, FILL_DENSITY * request.variation, generator.card),
      };
      const fill = varied(generator, fuller, { unit, latent, random });
      return concatPatterns([unit, answer, unit, fill]);
    }
  }
}

interface Unit {
  readonly pattern: Pattern;
  readonly latent: Float32Array;
}

/** How the candidates of a unit are drawn. */
interface Draw {
  readonly random: Random;
  readonly latent: (temperature: number) => Float32Array;
  readonly kept?: Kept;
}

/** The unit nearest to the target that is no copy; where every round gives copies alone, the nearest of the first. */
function drawnUnit(generator: Generator, composition: Composition, { latent, ...draw }: Draw): Unit {
  const { request, style, target, guard } = composition;
  let copy: Unit | undefined;
  for (let round = 0; round <= REDRAWS; round++) {
    const temperature = Math.max(request.temperature, round * REDRAW_TEMPERATURE);
    const latents = Array.from({ length: CANDIDATES }, () => latent(temperature));
    const task = { style, latents, temperature, ...draw, ...target };
    const { pattern, index, isRefused } = bestCandidate(generator, task, guard.refuses);
    const unit = { pattern, latent: latents[index]! };
    if (!isRefused) return unit;
    copy ??= unit;
  }
  return copy!;
}

interface Phrase {
  readonly unit: Pattern;
  readonly latent: Float32Array;
  readonly random: Random;
}

/** The unit with its second bar played anew around the first, its latent turned by `variation` of a right angle. */
function varied(generator: Generator, composition: Composition, { unit, latent, random }: Phrase): Pattern {
  const { variation } = composition.request;
  if (variation === 0) return unit;
  return drawnUnit(generator, composition, {
    random,
    latent: (scale) => rotated(latent, drawLatent(latent.length, scale, random), variation),
    kept: keptOf(unit, variation),
  }).pattern;
}

function keptOf(unit: Pattern, variation: number): Kept {
  const mask = keepMask(ALL_VOICES, [0]);
  if (variation <= ANCHORED_UP_TO) {
    keepMask(ANCHORS, [UNIT_BARS - 1]).forEach((kept, at) => {
      if (kept === 1) mask[at] = 1;
    });
  }
  return { pattern: unit, mask };
}

/**
 * Between two latents at a share of a right angle: cos·a + sin·b keeps the length that the generator was trained on.
 * The weights are square roots, which every machine rounds alike; sines it may not.
 */
function rotated(a: Float32Array, b: Float32Array, share: number): Float32Array {
  const [weightA, weightB] = [Math.sqrt(1 - share), Math.sqrt(share)];
  return a.map((value, at) => weightA * value + weightB * b[at]!);
}
