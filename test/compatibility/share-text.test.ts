import assert from 'node:assert/strict';
import { join } from 'node:path';
import { readModelFolder, SHIPPED_MODEL } from '../../scripts/support/read-model';
import { generateRhythms } from '../../src/device/node/generate';
import type { MaxPort } from '../../src/device/node/max-port';
import { startNodeProgram } from '../../src/device/node/program';
import { FROM_NODE, type Atom } from '../../src/device/protocol/selectors';
import { sharedFromText, type Recipe } from '../../src/device/state/share-text';
import { type Engine, loadEngine } from '../../src/engine/engine';
import { assertHolds } from './support/assert-holds';
import { fixture, fixturePath } from './support/fixtures';

/** A text that stood on 0.1.0's Model page. */
interface KeptText {
  readonly made: string;
  readonly text: string;
  /** What 0.1.0 read in it. */
  readonly reads: object;
  /** The rhythm that it stood for, where it is a recipe: step, voice, velocity, offset. */
  readonly makes?: { readonly bars: number; readonly hits: readonly number[] };
}

const TEXTS = fixture<readonly KeptText[]>('share-texts.json');

function recipeOf(text: string): Recipe {
  const shared = sharedFromText(text);
  assert.ok(shared?.kind === 'recipe', text);
  return shared.recipe;
}

/** The texts of one model, each with its recipe. */
function recipesOf(mark: string): (KeptText & { readonly recipe: Recipe })[] {
  return TEXTS.filter(({ makes, text }) => makes && text.includes(`.${mark}.`)).map((kept) => ({
    ...kept,
    recipe: recipeOf(kept.text),
  }));
}

describe('the text of a rhythm, copied from 0.1.0,', function () {
  this.timeout(60_000);

  for (const { made, text, reads } of TEXTS) {
    it(`means what it meant then, because it may stay in a forum for years: ${made}`, () => {
      assertHolds(sharedFromText(text), reads, text.slice(0, 16));
    });
  }

  const models = { 'a model of one’s own': fixturePath('model'), 'the shipped model': shippedModel() };
  for (const [name, folder] of Object.entries(models)) {
    it(`makes the very same rhythm with ${name}, hit for hit, as the Model page promises`, async function () {
      const engine = await loadEngine(await readModelFolder(folder));
      try {
        const kept = recipesOf(await markOf(engine));
        // Another model has been shipped since: the device says so instead of making something else.
        if (kept.length === 0 && folder === shippedModel()) this.skip();
        assert.ok(kept.length > 0, 'the mark of the model has changed, so that no text finds it');
        for (const { made, recipe, makes } of kept) {
          const [rhythm] = generateRhythms(engine, wordsOf(recipe));
          assert.deepEqual({ bars: rhythm?.bars, hits: rhythm?.hits }, makes, made);
        }
      } finally {
        engine.dispose();
      }
    });
  }
});

function shippedModel(): string {
  return join(__dirname, '../..', SHIPPED_MODEL);
}

/** What the device asks its model for where a text is pasted. */
function wordsOf({ command, part }: Recipe): Readonly<Record<string, unknown>> {
  return part < 0 ? { ...command, count: 1 } : { ...command, count: part + 1, only: part };
}

/** What the device knows a model by: the third word behind `ready`. */
async function markOf(engine: Engine): Promise<string> {
  const sent: Atom[][] = [];
  const max: MaxPort = {
    addHandler: () => undefined,
    outlet: (...atoms) => Promise.resolve(sent.push(atoms)),
    getDict: () => Promise.reject(new Error('Nothing is read here.')),
    setDict: () => Promise.resolve(),
  };
  const embedded = await readModelFolder(fixturePath('model'));
  await startNodeProgram(max, { embedded, load: () => Promise.resolve(engine), build: 'test' });
  const ready = sent.find(([selector]) => selector === FROM_NODE.ready);
  return String(ready?.[3]);
}
