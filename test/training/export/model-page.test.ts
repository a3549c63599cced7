import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readModelFolder, SHIPPED_MODEL } from '../../../scripts/support/read-model';
import { parseCard, type ModelCard } from '../../../src/model/card';
import { modelReadme } from '../../../src/training/export/model-readme';
import { openBackend } from '../../../src/training/backends/open-backend';
import { train } from '../../../src/training/run';
import { freshFolder, removeFolders } from '../support/folders';
import { smallConfig } from '../support/small-config';
import { syntheticRecords, writeCorpus } from '../support/synthetic-corpus';

const SCORES = {
  coverage: 0.4,
  recall: 0.6,
  precision: 0.5,
  distinct: 1,
  copies: 0,
  dataCopying: 0,
  marginalError: 0.01,
};
const CHARACTER = {
  fourOnTheFloor: 1,
  backbeat: 1,
  offBeatHats: 0.5,
  density: 20,
  swing: 0,
  velocityMean: 0.6,
  offsetSpreadSteps: 0.1,
};
const STYLE = { patterns: 200, generated: CHARACTER, heldOut: CHARACTER };

describe('the page of a model', function () {
  this.timeout(60_000);
  let shipped: ModelCard;

  before(async () => {
    const { card } = await readModelFolder(SHIPPED_MODEL);
    shipped = parseCard(JSON.parse(Buffer.from(card).toString()), 'card.json');
  });
  after(removeFolders);

  function pageWith(metrics: object, rest: Partial<ModelCard> = {}): string {
    const floor = { ...SCORES, coverage: 0, recall: 0.1 };
    const all = { ...SCORES, ceiling: SCORES, floor, byStyle: { house: STYLE, techno: STYLE }, ...metrics };
    return modelReadme({ ...shipped, ...rest, metrics: all });
  }
  const against = (patterns: number, groups = 100): object => ({
    measuredAgainst: { split: 'validation', patterns, groups, heldOut: patterns },
  });

  it('says that rare rhythms are missing only where its recall is clearly below that of real ones', () => {
    const rare = /: rare rhythms are made less often/;
    assert.match(
      pageWith({ recall: 0.5 }),
      /Recall is 0\.50 where real patterns reach 0\.60: rare rhythms are made/,
    );
    const equal = pageWith({ recall: 1, ceiling: { ...SCORES, recall: 1 } });
    assert.match(equal, /Recall is 1\.00 where real patterns reach 1\.00: by this figure no rhythm is rarer/);
    assert.doesNotMatch(equal, /less often/);
    assert.doesNotMatch(pageWith({ recall: 0.7 }), /less often/);
    const few = pageWith({ recall: 0.5, ...against(36) });
    assert.match(few, /Recall is 0\.50 where real patterns reach 0\.60, too near to tell/);
    assert.doesNotMatch(few, rare);
  });

  it('says that some tens of held-out patterns say little, and where C_T counts as copying for so few', () => {
    const page = pageWith(against(32, 2));
    assert.match(page, /32 held-out rhythms from 2 files say little/);
    assert.match(page, /C_T \(below −0\.4 is copying\)/);
    assert.doesNotMatch(pageWith(against(2048)), /say little/);
    assert.match(pageWith(against(2048)), /C_T \(below −3 is copying\)/);
  });

  it('says nothing about figures that are absent but that they are', () => {
    const absent = { coverage: null, recall: null, precision: null };
    const scores = { ...SCORES, ...absent };
    const page = pageWith({ ...absent, ceiling: scores, floor: scores, byStyle: {}, ...against(5) });
    assert.match(page, /\| coverage \| – \| – \| – \|/);
    assert.match(page, /Coverage and recall are absent/);
    assert.doesNotMatch(page, /Recall is|Nearest|Farthest|NaN|null/);
  });

  it('compares no style with others where there is one', () => {
    const heldOut = { ...CHARACTER, backbeat: 0.75 };
    const page = pageWith({ byStyle: { house: { ...STYLE, heldOut } } });
    assert.match(page, /The largest difference from its data in the first three rates is 0\.25\./);
    assert.doesNotMatch(page, /Farthest/);
  });

  it('owns up to a coverage of a quarter of the real one', () => {
    assert.match(
      pageWith({ coverage: 0.1 }),
      /Coverage is 0\.10 where real patterns reach 0\.40: most of what is played/,
    );
    assert.doesNotMatch(pageWith({ coverage: 0.3 }), /most of what is played/);
  });

  it('warns of styles that are learned from a handful', () => {
    const styles = shipped.styles.map((style) =>
      style.name === 'house' ? { ...style, trainingPatterns: 3 } : style,
    );
    assert.match(
      pageWith({}, { styles }),
      /\*\*Warning:\*\* Too few patterns to learn a style from: house \(3\)/,
    );
    assert.doesNotMatch(pageWith({}), /Warning/);
  });

  it('of a model trained on one pattern warns, as the start of its run and its training.html do', async () => {
    const [corpusFolder, runFolder] = [freshFolder(), freshFolder()];
    await writeCorpus(corpusFolder, syntheticRecords(1));
    const notes: string[] = [];
    await train({
      corpusFolder,
      runFolder,
      config: smallConfig({ steps: 2 }),
      backend: await openBackend('wasm'),
      resume: false,
      name: 'one pattern',
      isInterrupted: () => false,
      report: { note: (sentence) => notes.push(sentence), step: () => undefined },
    });
    const said = notes.join('\n');
    assert.match(
      said,
      /Warning: There is 1 training pattern from 1 file, fewer than 100: a model learns it by heart/,
    );
    assert.match(said, /Warning: No pattern is held out for validation/);
    assert.match(said, /too few patterns to choose the best generator by/);
    const page = readFileSync(join(runFolder, 'model/README.md'), 'utf8');
    assert.match(page, /learned from 1 pattern\./);
    assert.match(page, /\*\*Warning:\*\* There is 1 training pattern, fewer than 100/);
    assert.match(page, /On the patterns that it learned from, since none are held out/);
    assert.match(page, /without chance: too few patterns are held out/);
    assert.doesNotMatch(page, /NaN|null,|validation patterns/);
    const training = readFileSync(join(runFolder, 'training.html'), 'utf8');
    assert.match(training, /class="status warning"[^]*There is 1 training pattern/);
    assert.doesNotMatch(training, /All is well|NaN/);
  });
});
