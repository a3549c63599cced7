import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { readModelFolder } from '../../../scripts/support/read-model';
import { readCorpus } from '../../../src/corpus/read-corpus';
import { loadGenerator } from '../../../src/engine/network/generator';
import { generate, generatorSpecs, type GeneratorShape } from '../../../src/gan/generator';
import { drawWeights, toVariables } from '../../../src/gan/weights';
import { parseCard } from '../../../src/model/card';
import { FEATURE_SIZE, MASK_SIZE } from '../../../src/model/inputs';
import { packHits } from '../../../src/rhythm/distance';
import { hitsOf } from '../../../src/rhythm/pattern';
import { isCommonplace } from '../../../src/rhythm/rules/commonplace';
import { Random } from '../../../src/rhythm/random';
import { openBackend } from '../../../src/training/backends/open-backend';
import { collectDataset } from '../../../src/training/data/dataset';
import { exportModel, roundedWeights } from '../../../src/training/export/layers-model';
import { patternAt } from '../../../src/training/data/packed-patterns';
import { train } from '../../../src/training/run';
import { freshFolder, removeFolders } from '../support/folders';
import { smallConfig } from '../support/small-config';
import { syntheticRecords, writeCorpus } from '../support/synthetic-corpus';

const SHAPE: GeneratorShape = { latentSize: 8, conditionSize: 6, width: 10, blocks: 2 };
const ROWS = 3;

interface ModelDocument {
  readonly modelTopology: object;
  readonly weightsManifest: readonly { readonly weights: tf.io.WeightsManifestEntry[] }[];
}

function load(topology: string, weights: Uint8Array): Promise<tf.LayersModel> {
  const document = JSON.parse(topology) as ModelDocument;
  return tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology: document.modelTopology,
      weightSpecs: document.weightsManifest.flatMap((group) => group.weights),
      weightData: Uint8Array.from(weights).buffer,
    }),
  );
}

describe('an exported model', () => {
  before(async () => {
    await openBackend('wasm');
  });

  after(removeFolders);

  const random = Random.fromSeed(3);
  const drawn = drawWeights(generatorSpecs(SHAPE), random);
  // Blocks and biases start at zero, where a mix-up would not show.
  const weights = Object.fromEntries(
    Object.entries(drawn).map(([name, values]) => [
      name,
      values.map((value) => value || 0.3 * random.normal()),
    ]),
  );

  it('gives every cell what the network in training gives it, when TensorFlow.js loads it as it is', async () => {
    const { topology, weights: bytes } = exportModel(SHAPE, weights);
    const model = await load(topology, bytes);
    const rows = (size: number): tf.Tensor2D =>
      tf.tensor2d(
        Float32Array.from({ length: ROWS * size }, () => random.normal()),
        [ROWS, size],
      );
    const inputs = {
      latent: rows(SHAPE.latentSize),
      condition: rows(SHAPE.conditionSize),
      mask: rows(MASK_SIZE),
      context: rows(FEATURE_SIZE),
    };
    const heads = generate(toVariables(generatorSpecs(SHAPE), roundedWeights(weights)), SHAPE, inputs);
    const outputs = model.predict([
      inputs.latent,
      inputs.condition,
      inputs.mask,
      inputs.context,
    ]) as tf.Tensor[];
    assert.deepEqual(model.outputNames, ['hitLogits', 'velocityLogits', 'offsetLogits']);
    [heads.hitLogits, heads.velocityLogits, heads.offsetLogits].forEach((expected, head) => {
      const deviation = tf.max(tf.abs(tf.sub(outputs[head]!, expected))).dataSync()[0]!;
      assert.ok(deviation < 1e-5, `${model.outputNames[head]} is off by ${deviation}`);
    });
  });

  it('has the same bytes for the same weights, so that a build can be compared', () => {
    assert.deepEqual(exportModel(SHAPE, weights), exportModel(SHAPE, weights));
  });

  it('comes with a card that every loader accepts and thresholds within reach', async () => {
    const [corpusFolder, runFolder] = [freshFolder(), freshFolder()];
    await writeCorpus(corpusFolder, syntheticRecords(80));
    await train({
      corpusFolder,
      runFolder,
      config: smallConfig({ steps: 2 }),
      backend: await openBackend('wasm'),
      resume: false,
      name: 'made-up',
      isInterrupted: () => false,
      report: { note: () => undefined, step: () => undefined },
    });
    const read = (name: string): string => readFileSync(join(runFolder, 'model', name), 'utf8');
    const card = parseCard(JSON.parse(read('card.json')), 'card.json');
    assert.deepEqual(
      card.styles.map(({ name, tempoBpm }) => [name, tempoBpm]),
      [
        ['house', 124],
        ['techno', 132],
      ],
    );
    const [house, techno] = card.styles.map(({ keptRules = [] }) => keptRules);
    assert.ok(house?.includes('kick on every beat') && house.includes('clap, snare or rim on 2 and 4'));
    assert.ok(techno?.includes('kick on every beat') && !techno.includes('clap, snare or rim on 2 and 4'));
    assert.deepEqual(card.corpus.sources, [
      { name: 'made-up', provenance: 'recombined', licence: 'CC0-1.0', credit: 'nobody', share: 1 },
    ]);
    for (const { calibration } of card.styles)
      assert.ok(calibration.thresholds.every((threshold) => threshold >= 0.1 && threshold <= 0.9));
    assert.match(read('README.md'), /CC0-1\.0/);
    const { training } = await loadGenerator(await readModelFolder(join(runFolder, 'model')));
    assert.equal(training?.count, card.originality?.patterns);
    const learned = await collectDataset(readCorpus(corpusFolder));
    for (let at = 0; at < learned.train.count; at++) {
      const pattern = patternAt(learned.train, at);
      assert.equal(training?.has(packHits(pattern)), !isCommonplace(hitsOf(pattern)));
    }
    assert.match(read('README.md'), /`originality\.bin` holds the hits of the \d+ different patterns/);
  });
});
