import { UNIT_BARS } from '../rhythm/grid';
import { type Pattern, concatPatterns, sliceBars } from '../rhythm/pattern';
import type { Random } from '../rhythm/random';
import { VOICE_COUNT, voiceIndex } from '../rhythm/voices';
import { bestCandidate, drawLatent, keepMask, type Kept } from './candidates';
import type { Generator } from './generator';
import type { GenerationRequest } from './request';
import { type Target, denser } from './targets';

/** Candidates per unit: best of 8 already cuts the density error sixfold, and 16 cost one forward pass of a few ms. */
const CANDIDATES = 16;

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
}

/**
 * Makes as many bars as are asked for out of two-bar units: one bar is a unit's first; four are A B A B′, eight
 * A B A B′ A B A B″, where B′ continues A anew and B″ is a fill. Phrases come back, so that it is a groove and not a solo.
 */
export function compose(generator: Generator, composition: Composition, random: Random): Pattern {
  const { request } = composition;
  const { pattern: unit, latent } = firstUnit(generator, composition, random);
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

function firstUnit(generator: Generator, { request, style, target }: Composition, random: Random): Unit {
  const { latentSize } = generator.card;
  const latents = Array.from({ length: CANDIDATES }, () =>
    drawLatent(latentSize, request.temperature, random),
  );
  const { pattern, index } = bestCandidate(generator, {
    style,
    latents,
    temperature: request.temperature,
    random,
    ...target,
  });
  return { pattern, latent: latents[index]! };
}

interface Phrase {
  readonly unit: Pattern;
  readonly latent: Float32Array;
  readonly random: Random;
}

/** The unit with its second bar played anew around the first, its latent turned by `variation` of a right angle. */
function varied(generator: Generator, { request, style, target }: Composition, phrase: Phrase): Pattern {
  const { unit, latent, random } = phrase;
  if (request.variation === 0) return unit;
  const latents = Array.from({ length: CANDIDATES }, () => {
    const other = drawLatent(latent.length, request.temperature, random);
    return rotated(latent, other, request.variation);
  });
  const kept = keptOf(unit, request.variation);
  const { temperature } = request;
  return bestCandidate(generator, { style, latents, temperature, random, kept, ...target }).pattern;
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
