// Varies a returning phrase: plays its second bar again around the first.
// Called by `form`.

import { isOfSchema2 } from '../../model/card';
import { STEPS_PER_BAR, UNIT_BARS } from '../../rhythm/grid';
import { type Pattern, cellsOf, hitsOf } from '../../rhythm/pattern';
import type { Random } from '../../rhythm/random';
import { ALL_VOICES, voiceIndex } from '../../rhythm/voices';
import type { Aim } from '../drawing/aims';
import { addToHits } from '../drawing/candidates';
import { type Correction, correctionOf, weighted } from '../network/correction';
import type { Generator } from '../network/generator';
import { headsOf } from '../network/heads';
import { type Kept, eitherMask, isKept, keepMask, withMask } from '../network/kept';
import { rotated } from '../network/latents';
import { type Composition, type Unit, drawUnit } from '../drawing/unit';

/** Up to here a variation leaves kick, snare and clap alone and changes what is played around them. */
const ANCHORED_UP_TO = 0.5;
const ANCHORS = (['kick', 'snare', 'clap'] as const).map(voiceIndex);

/** Cells that the fullest variation changes in a bar, as a share of the bar's hits. */
const MOST_CHANGED = 0.6;
/** How many cells more or fewer count as a step away from the change that is asked for: one cell is near enough. */
const CHANGE_SCALE = 6;
/** From candidate to candidate, the amount asked for is multiplied by a factor in this range. */
const SPREAD = [0.5, 2] as const;

/** A mask that keeps what a variation leaves alone in these bars. */
export function anchorMask(variation: number, bars: readonly number[]): Float32Array {
  return keepMask(variation <= ANCHORED_UP_TO ? ANCHORS : [], bars);
}

interface Varying {
  readonly phrase: Unit;
  /** What is locked where the variation goes. */
  readonly kept: Kept | undefined;
  readonly random: Random;
}

/**
 * As many cells change as `variation` asks for. Latent, noise and correction start at the phrase's own values and move
 * away from them by about as much.
 */
export function varied(generator: Generator, composition: Composition, varying: Varying): Unit {
  const { request, target } = composition;
  const { variation } = request;
  const { phrase, random } = varying;
  if (variation === 0) return phrase;
  const keepsSilence = variation <= ANCHORED_UP_TO && !isOfSchema2(generator.card);
  const silent = keepsSilence ? silentVoices(phrase.pattern) : [];
  const mask = eitherMask(
    keepMask(ALL_VOICES, [0]),
    eitherMask(anchorMask(variation, [UNIT_BARS - 1]), keepMask(silent, [UNIT_BARS - 1])),
  );
  const kept = withMask(phrase.pattern, mask, varying.kept);
  const aims = [...target.aims, changeOf(phrase, { variation, locked: varying.kept?.mask })];
  const found = drawUnit(
    generator,
    { ...composition, target: { ...target, aims } },
    {
      random,
      condition: phrase.condition,
      place: (drawn) => rotated(phrase.candidate.latent, drawn, about(variation, random)),
      sharedNoise: { of: phrase.candidate, share: () => 1 - about(variation, random) },
      correction: weighted([lackOf(generator, composition, { phrase, kept })], [1 - variation]),
      kept,
      givesUp: true,
    },
  );
  // A phrase that comes back unchanged is better than one that loses the style.
  return found.penalty > phrase.penalty ? phrase : found;
}

/** The voices that a phrase leaves out: one of them in its last bar alone would stand out more than a fill. */
function silentVoices(pattern: Pattern): number[] {
  const sounding = new Set(hitsOf(pattern).map(({ voice }) => voice));
  return ALL_VOICES.filter((voice) => !sounding.has(voice));
}

/**
 * More or less of a variation, drawn for latent and noise separately, so that among the candidates one changes as many
 * cells as asked for. At 1 a candidate may thus still keep up to half of the phrase.
 */
function about(variation: number, random: Random): number {
  const [least, most] = SPREAD;
  return Math.min(1, variation * (least + (most - least) * random.uniform()));
}

/** The change that is asked for, by what the second bar plays that is not locked. */
function changeOf(
  { pattern }: Unit,
  { variation, locked }: { readonly variation: number; readonly locked: Float32Array | undefined },
): Aim {
  const hits = hitsOf(pattern);
  const free = hits.filter(
    ({ step, voice }) => step >= STEPS_PER_BAR && !(locked && isKept(locked, step, voice)),
  );
  return {
    name: 'change',
    from: new Set(cellsOf(hits)),
    value: variation * MOST_CHANGED * free.length,
    scale: CHANGE_SCALE,
  };
}

/** What the network lacks of a phrase once it has to fit the kept part. */
function lackOf(
  generator: Generator,
  { style }: Composition,
  { phrase, kept }: { readonly phrase: Unit; readonly kept: Kept },
): Correction {
  const { latent, hitNoise } = phrase.candidate;
  const heads = headsOf(generator, [latent], phrase.condition, kept);
  addToHits(heads, 0, hitNoise);
  const { calibration } = generator.card.styles[style]!;
  return correctionOf(heads, 0, { calibration, unit: phrase.pattern });
}
