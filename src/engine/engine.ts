// The engine's front door: a loaded model that answers requests with rhythms. The device's Node program and
// the scripts use it. Nothing in this room knows Node or Max: it also has to run in a browser page.

import type { ModelCard } from '../model/card';
import { UNIT_BARS } from '../rhythm/grid';
import { type Pattern, patternFromHits } from '../rhythm/pattern';
import { Random } from '../rhythm/random';
import { freelyPlayed } from './drawing/style-profile';
import { type BackendOptions, type EngineBackend, startBackend } from './network/engine-backend';
import { loadGenerator } from './network/generator';
import { type GeneratedRhythm, make, makeMorph, makeVariations, type GenerationContext } from './make';
import type { ModelFiles } from './network/model-files';
import type { Corners, PadPosition } from './encoding/morph';
import { type Inversion, createInverter } from './encoding/inversion';
import { type GenerationRequest, styleOf } from './request/request';

export type { GeneratedRhythm } from './make';

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
  /** Inverts a pattern into the latent space. @throws Error for a style that the model does not know. */
  invert(pattern: Pattern, style: string): Inversion;
  /**
   * The rhythm at a place between four others, in the order (0,0), (1,0), (0,1), (1,1); at a corner it is the corner's
   * own, and a small move changes few cells. Of the request, only seed, style, bars, temperature, swing, humanise and
   * locks count.
   */
  morph(corners: Corners, at: PadPosition, request: GenerationRequest): GeneratedRhythm;
  /**
   * The two-bar rhythm of a seed as the network alone plays it, before any choice among candidates: to measure what choosing
   * does. @throws Error for a style that the model does not know.
   */
  unchosen(style: string, seed: number): Pattern;
  /** Frees the weights. */
  dispose(): void;
}

/** Starts a backend and loads a model. @throws Error with one sentence that says what does not fit. */
export async function loadEngine(files: ModelFiles, options: BackendOptions = {}): Promise<Engine> {
  const backend = await startBackend(options);
  const generator = await loadGenerator(files);
  const context: GenerationContext = { generator, invert: createInverter(generator) };
  return {
    card: generator.card,
    backend,
    generate: (request) => make(context, request).rhythm,
    variations: (request, count) => makeVariations(context, request, count),
    invert: (pattern, style) => context.invert(pattern, styleOf(style, generator.card).style.name),
    morph: (corners, at, request) => makeMorph(context, { corners, at, request }),
    unchosen: (style, seed) => {
      const { index } = styleOf(style, generator.card);
      const [played] = freelyPlayed(generator, index, { count: 1, random: Random.fromSeed(seed) });
      return patternFromHits(UNIT_BARS, played!.hits);
    },
    dispose: () => {
      generator.dispose();
    },
  };
}
