import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readModelFolder, SHIPPED_MODEL } from '../../scripts/support/read-model';
import { readModelFolder as readInDevice } from '../../src/device/node/model-folder';
import { patternOfRecord, type CorpusRecord } from '../../src/corpus/record';
import { startBackend } from '../../src/engine/network/engine-backend';
import { loadGenerator, type Generator } from '../../src/engine/network/generator';
import { checkedCard } from '../../src/engine/network/model-files';
import { parseCard } from '../../src/model/card';
import { conditionSize, FEATURE_SIZE, MASK_SIZE } from '../../src/model/inputs';
import { packHits } from '../../src/rhythm/distance';
import { Random } from '../../src/rhythm/random';
import { recordsIn } from '../corpus/support/fixtures';
import { assertHolds } from './support/assert-holds';
import { fixture, fixturePath } from './support/fixtures';

/** What 0.1.0 got out of its own model. */
interface ModelReadings {
  /** Every 53rd logit of each head for the inputs of {@link drawnBatch}. */
  readonly heads: Readonly<Record<'hitLogits' | 'velocityLogits' | 'offsetLogits', readonly number[]>>;
  readonly logDensityRatios: readonly {
    readonly cells: readonly number[];
    readonly style: number;
    readonly value: number;
  }[];
  readonly trainingPatterns: number;
}

const READ = fixture<ModelReadings>('model.read.json');

describe('a model folder that 0.1.0 exported', () => {
  let generator: Generator;
  before(async () => {
    await startBackend();
    generator = await loadGenerator(await readModelFolder(fixturePath('model')));
  });
  after(() => {
    generator.dispose();
  });

  it('has a card that is read whole, because people keep the models that they have trained', async () => {
    const card = await checkedCard(await readModelFolder(fixturePath('model')));
    assertHolds(card, fixture('model', 'card.json'), 'card');
  });

  it('is read in the device just as on the command line', async () => {
    assert.deepEqual(
      await checkedCard(await readInDevice(fixturePath('model'))),
      await checkedCard(await readModelFolder(fixturePath('model'))),
    );
  });

  it('computes the numbers that it computed then, because weights mean nothing in another order or form', () => {
    const heads = generator.run(drawnBatch(generator.card.latentSize, generator.card.styles.length));
    for (const [name, expected] of Object.entries(READ.heads)) {
      const values = heads[name as keyof typeof heads];
      expected.forEach((logit, at) => {
        assert.ok(Math.abs(values[53 * at]! - logit) < 1e-6, `${name} ${53 * at}`);
      });
    }
  });

  it('recognises each pattern that it learned from, so that none of them is passed off as new', async () => {
    assert.equal(generator.training?.count, READ.trainingPatterns);
    const records: readonly CorpusRecord[] = await recordsIn(fixturePath('corpus'));
    for (const record of records) {
      const isKnown = generator.training.has(packHits(patternOfRecord(record)));
      assert.equal(isKnown, record.split === 'train', record.id);
    }
  });

  it('finds rhythms as likely as it found them then, since candidates are chosen by likelihood', () => {
    for (const { cells, style, value } of READ.logDensityRatios)
      assert.ok(Math.abs(generator.densityRatio!(cells, style) - value) < 1e-12);
  });
});

describe('the card of the shipped model', () => {
  it('is read without loss, because every copy of the device carries it', () => {
    const file = join(__dirname, '../..', SHIPPED_MODEL, 'card.json');
    const card: unknown = JSON.parse(readFileSync(file, 'utf8'));
    assertHolds(parseCard(card, file), card, 'card');
  });
});

/** One row of inputs, drawn as they were drawn when 0.1.0 was asked. */
function drawnBatch(latentSize: number, styleCount: number): Parameters<Generator['run']>[0] {
  const random = Random.fromSeed(11);
  const drawn = (length: number): Float32Array => Float32Array.from({ length }, () => random.normal());
  return {
    size: 1,
    latent: drawn(latentSize),
    condition: drawn(conditionSize(styleCount)),
    mask: drawn(MASK_SIZE),
    context: drawn(FEATURE_SIZE),
  };
}
