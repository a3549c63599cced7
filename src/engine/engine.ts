import type { ModelCard } from '../model/card';
import type { BarChoice } from '../rhythm/grid';
import { humanised, quantised, withSwing } from '../rhythm/groove';
import { mapHits, type Pattern } from '../rhythm/pattern';
import { Random } from '../rhythm/random';
import { type BackendOptions, type EngineBackend, startBackend } from './backend';
import { compose } from './form';
import { type Generator, loadGenerator } from './generator';
import type { ModelFiles } from './model-files';
import { type Originality, copyGuard, originalityOf } from './originality';
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
}

/** A model at work. */
export interface Engine {
  readonly card: ModelCard;
  /** What it computes on; both give the same rhythms. */
  readonly backend: EngineBackend;
  /** The rhythm of a request, always the same one. @throws Error for a style that the model does not know. */
  generate(request: GenerationRequest): GeneratedRhythm;
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
    dispose: () => {
      generator.dispose();
    },
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
