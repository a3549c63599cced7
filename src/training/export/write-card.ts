// Builds card.json, which tells programs what they need to know about a model. Called by export-run. The
// finished card is parsed as its readers parse it, so that no model is exported that cannot be loaded.

import type { CorpusManifest } from '../../corpus/manifest';
import { sha256 } from '../../files/sha256';
import type { NetworkShapes } from '../../gan/sizes';
import { generatorSpecs } from '../../gan/generator';
import { parameterCount } from '../../gan/weights';
import { CARD_SCHEMA_VERSION, parseCard, type ModelCard, type ModelStyle } from '../../model/card';
import type { Calibration, LogitFit } from '../../model/decoding';
import { CORE_PARTS, playsPart } from '../../rhythm/description';
import { UNIT_STEPS } from '../../rhythm/grid';
import { hitsOf, type PlacedHit } from '../../rhythm/pattern';
import { LEAST_SOURCES, MOST_OWN_HITS } from '../../rhythm/rules/commonplace';
import { breakOf } from '../../rhythm/rules/rule';
import { rulesOf } from '../../rhythm/rules/style-rules';
import { VOICE_COUNT, VOICE_IDS } from '../../rhythm/voices';
import type { ConditionLayout } from '../data/batches';
import type { TrainingConfig } from '../config';
import { fitControlDraws } from '../data/fit-control-draws';
import { controlScalesOf, type Dataset } from '../data/dataset';
import type { OriginalityIndex } from './build-training-index';
import type { ExportedModel } from './layers-model';
import { patternAt, type PackedPatterns } from '../data/packed-patterns';
import type { Origin } from '../run-state';

export interface CardFacts {
  readonly name: string;
  readonly model: ExportedModel;
  readonly index: OriginalityIndex;
  readonly shapes: NetworkShapes;
  readonly dataset: Dataset;
  readonly manifest: CorpusManifest;
  readonly layout: ConditionLayout;
  readonly calibrations: readonly Calibration[];
  readonly densityRatio: { readonly bytes: Uint8Array; readonly strength: number } | undefined;
  readonly config: TrainingConfig;
  readonly backend: string;
  /** The step that the exported weights are from. */
  readonly step: number;
  readonly origin: Origin | undefined;
  readonly metrics: Readonly<Record<string, unknown>>;
}

/** @throws Error when the card would not be readable as one */
export function buildCard(facts: CardFacts): ModelCard {
  const { dataset, config, shapes } = facts;
  const card = {
    schemaVersion: CARD_SCHEMA_VERSION,
    name: facts.name,
    weightsSha256: sha256(facts.model.weights),
    topologySha256: sha256(facts.model.topology),
    voices: [...VOICE_IDS],
    steps: UNIT_STEPS,
    latentSize: shapes.generator.latentSize,
    parameters: parameterCount(generatorSpecs(shapes.generator)),
    styles: dataset.styles.map((name, style) => ({
      ...styleOf(dataset, name, style),
      calibration: rounded(facts.calibrations[style]!),
    })),
    controlScales: facts.layout.scales,
    corpus: { patterns: dataset.train.count, sources: sourcesOf(dataset, facts.manifest) },
    training: {
      ...config,
      backend: facts.backend,
      bestStep: facts.step,
      ...(facts.origin && { startedFrom: facts.origin }),
      corpusFingerprint: dataset.fingerprint,
    },
    metrics: facts.metrics,
    originality: {
      sha256: sha256(facts.index.bytes),
      patterns: facts.index.patterns,
      commonplace: {
        mostOwnHits: MOST_OWN_HITS,
        leastSources: LEAST_SOURCES,
        patterns: facts.index.commonplace,
      },
    },
    ...(facts.densityRatio && {
      densityRatio: { sha256: sha256(facts.densityRatio.bytes), strength: facts.densityRatio.strength },
    }),
  };
  return parseCard(card, 'card.json');
}

function styleOf({ train }: Dataset, name: string, style: number): Omit<ModelStyle, 'calibration'> {
  const members = Array.from(train.styles.keys()).filter((index) => train.styles[index] === style);
  const tempos = members.map((index) => train.tempos[index]!).sort((a, b) => a - b);
  return {
    name,
    tempoBpm: Math.round(tempos[Math.floor(tempos.length / 2)]!),
    trainingPatterns: members.length,
    controls: controlScalesOf(train, (index) => train.styles[index] === style),
    controlDraws: fitControlDraws(train, members),
    coreParts: CORE_PARTS.filter((part) => {
      const having = members.filter((index) => playsPart(part, voicesAt(train, index)));
      return having.length >= CORE_SHARE * members.length;
    }),
    keptRules: keptRulesOf(
      name,
      members.map((index) => hitsOf(patternAt(train, index))),
    ),
  };
}

/** A part belongs to a style when at least this share of its patterns have it. */
const CORE_SHARE = 0.9;

/** A rule that fewer of its patterns keep is not what a style is: a user's house may do without a backbeat. */
const KEPT_SHARE = 0.5;

function keptRulesOf(style: string, members: readonly (readonly PlacedHit[])[]): string[] {
  return rulesOf(style)
    .filter((rule) => {
      const keeping = members.filter((hits) => breakOf(rule, hits) === 0).length;
      return keeping >= KEPT_SHARE * members.length;
    })
    .map(({ name }) => name);
}

function* voicesAt({ starts, cells }: PackedPatterns, index: number): Generator<number> {
  for (let at = starts[index]!; at < starts[index + 1]!; at++) yield cells[at]! % VOICE_COUNT;
}

function sourcesOf(dataset: Dataset, manifest: CorpusManifest): ModelCard['corpus']['sources'] {
  return dataset.sources.map(({ name, provenance, patterns }) => {
    const source = manifest.sources.find((entry) => entry.name === name);
    return {
      name,
      provenance,
      licence: source?.licence ?? 'unknown',
      credit: source?.credit ?? 'unknown',
      share: patterns / dataset.train.count,
    };
  });
}

/** To five decimals: more would say nothing and fill the card. */
function rounded({ hitNoise, thresholds, velocity, offset }: Calibration): ModelStyle['calibration'] {
  const round = (value: number): number => Math.round(value * 1e5) / 1e5;
  const fit = ({ scale, shift }: LogitFit): LogitFit => ({ scale: round(scale), shift: round(shift) });
  return {
    hitNoise,
    thresholds: thresholds.map(round),
    velocity: velocity.map(fit),
    offset: offset.map(fit),
  };
}
