import type { ModelCard } from '../model/card';
import { controlsOf } from '../rhythm/controls';
import { hitFMeasure } from '../rhythm/distance';
import { type BarChoice, UNIT_BARS } from '../rhythm/grid';
import { humanised, quantised, withSwing } from '../rhythm/groove';
import { concatPatterns, mapHits, type Pattern, patternFromHits, sliceBars } from '../rhythm/pattern';
import { Random } from '../rhythm/random';
import { type BackendOptions, type EngineBackend, startBackend } from './backend';
import { drawCandidates, drawLatent } from './candidates';
import { compose } from './form';
import { type Generator, loadGenerator } from './generator';
import type { ModelFiles } from './model-files';
import { type Originality, copyGuard, originalityOf } from './originality';
import type { Corners, PadPosition } from './morph';
import type { Reading } from './reading';
import { type GenerationRequest, styleOf } from './request';
import { targetOf } from './targets';

/** A rhythm as it was made. */
export interface GeneratedRhythm {
  /** Velocities are whole 127ths and offsets whole 120ths of a step, so that MIDI holds it exactly. */
  readonly pattern: Pattern;
  readonly seed: number;
  readonly style: string;
  readonly bars: BarChoice;
  /** The style's own tempo. */
  readonly tempoBpm: number;
  /** How far it is from what the model learned from; undefined where the model carries no index of that. */
  readonly originality?: Originality;
  /** Of a request with `like`: how the model understood that pattern. */
  readonly reading?: Reading;
}

/** A model at work. */
export interface Engine {
  readonly card: ModelCard;
  /** What it computes on; both give the same rhythms. */
  readonly backend: EngineBackend;
  /** The rhythm of a request, always the same one. @throws Error for a style that the model does not know. */
  generate(request: GenerationRequest): GeneratedRhythm;
  /**
   * Related rhythms of one request, `count` of them: the first is what {@link generate} gives, the others are variations
   * of it. They all carry the request's seed; the same request and place give the same rhythm.
   */
  variations(request: GenerationRequest, count: number): GeneratedRhythm[];
  /** Reads a pattern into the latent space. @throws Error for a style that the model does not know. */
  read(pattern: Pattern, style: string): Reading;
  /**
   * The rhythm at a place between four others, in the order (0,0), (1,0), (0,1), (1,1); at a corner it is the corner's
   * own, and a small move changes few cells. Of the request, seed, style, bars, temperature, swing, humanise and locks
   * count.
   */
  morph(corners: Corners, at: PadPosition, request: GenerationRequest): GeneratedRhythm;
  /** Frees the weights. */
  dispose(): void;
}

/** Starts a backend and loads a model. @throws Error with one sentence that says what does not fit. */
export async function loadEngine(files: ModelFiles, options: BackendOptions = {}): Promise<Engine> {
  const backend = await startBackend(options);
  const generator = await loadGenerator(files);
  return {
    card: generator.card,
    backend,
    generate: (request) => generate(generator, request),
    variations: (request, count) =>
      Array.from({ length: count }, (_, at) => ({
        ...generate(generator, { ...request, seed: request.seed + at }),
        seed: request.seed,
      })),
    read: (pattern, style) => readByDraws(generator, pattern, style),
    morph: (corners, { x, y }, request) => {
      const corner = corners[(x < 0.5 ? 0 : 1) + (y < 0.5 ? 0 : 2)]!;
      const pattern = 'cells' in corner ? corner : corner.pattern;
      return { ...generate(generator, request), pattern };
    },
    dispose: () => {
      generator.dispose();
    },
  };
}

/** The nearest of some draws. */
function readByDraws(generator: Generator, pattern: Pattern, styleName: string): Reading {
  const { index, style } = styleOf(styleName, generator.card);
  const random = Random.fromSeed(0);
  const size = 256;
  const latents = Array.from({ length: size }, () => drawLatent(generator.card.latentSize, 1, random));
  const starts = Array.from({ length: Math.ceil(pattern.bars / UNIT_BARS) }, (_, unit) => unit * UNIT_BARS);
  const units = starts.map((start) => {
    const bars = [start, start + 1].map((bar) => sliceBars(pattern, bar % pattern.bars, 1));
    const unit = concatPatterns(bars);
    const task = { style: index, controls: controlsOf(unit), asked: [], latents, temperature: 0, random };
    const drawn = drawCandidates(generator, task).map((hits) => patternFromHits(UNIT_BARS, hits));
    const scores = drawn.map((candidate) => hitFMeasure(candidate, unit));
    const best = scores.indexOf(Math.max(...scores));
    return { latent: latents[best]!, pattern: drawn[best]! };
  });
  const recovered = sliceBars(concatPatterns(units.map((unit) => unit.pattern)), 0, pattern.bars);
  const fMeasure = hitFMeasure(recovered, pattern);
  return {
    style: style.name,
    pattern,
    latents: units.map(({ latent }) => latent),
    recovered,
    fMeasure,
    ...(fMeasure < 0.5 && { problem: 'The model cannot make this rhythm.' }),
  };
}

function generate(generator: Generator, request: GenerationRequest): GeneratedRhythm {
  const { index, style } = styleOf(request.style, generator.card);
  const random = Random.fromSeed(request.seed);
  const target = targetOf(request, style, generator.card, random.fork());
  const { training } = generator;
  const guard = copyGuard(request.allowCopies ? undefined : training, request.bars);
  const composed = compose(generator, { request, style: index, target, guard }, random.fork());
  return {
    pattern: played(composed, request, random.fork()),
    seed: request.seed,
    style: style.name,
    bars: request.bars,
    tempoBpm: style.tempoBpm,
    ...(training && { originality: originalityOf(composed, training, guard) }),
  };
}

/** Timing and loudness as asked for, at the resolution of MIDI, with no note before the clip begins. */
function played(pattern: Pattern, request: GenerationRequest, random: Random): Pattern {
  const human = humanised(pattern, request.humanise, random);
  const swung = request.swing === undefined ? human : withSwing(human, request.swing);
  return mapHits(quantised(swung), (hit) =>
    hit.step === 0 ? { ...hit, offset: Math.max(0, hit.offset) } : hit,
  );
}
