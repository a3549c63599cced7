import assert from 'node:assert/strict';
import { UNIT_BARS } from '../../../src/rhythm/grid';
import { patternFromHits } from '../../../src/rhythm/pattern';
import { keepSpread, packPattern } from '../../../src/training/snapshots';
import type { EvaluationRow, History, LossRow, Snapshot } from '../../../src/training/run-history';
import { trainingPage, type PageFacts } from '../../../src/training/page/training-page';
import type { Sign } from '../../../src/training/watch/signs';
import { smallConfig } from '../support/small-config';

const STYLES = ['house', 'techno', 'garage', 'disco'];

/** As full as a pattern of real drumming gets. */
const busy = patternFromHits(
  UNIT_BARS,
  Array.from({ length: 60 }, (_, index) => ({
    step: index % 32,
    voice: Math.floor(index / 10),
    velocity: 0.7,
    offset: 0.1,
  })),
);

function historyOf(evaluationCount: number, loss = 0.4): History {
  const evaluations: EvaluationRow[] = [];
  let snapshots: Snapshot[] = [];
  for (let step = 100; step <= 100 * evaluationCount; step += 100) {
    evaluations.push({ step, metrics: { coverage: 0.3, distinct: 0.97, copies: 0.01, dataCopying: -1 } });
    snapshots = keepSpread(snapshots, { step, patterns: STYLES.map(() => packPattern(busy)) }, evaluations);
  }
  const losses = Array.from({ length: 10 * evaluationCount }, (_, index): LossRow => ({
    step: 10 * (index + 1),
    discriminatorLoss: loss,
    generatorLoss: 1.3,
    penalty: 0.5,
    discriminatorGradient: 0.5,
    generatorGradient: 1,
  }));
  return { losses, evaluations, snapshots };
}

function page(history: History, more: Partial<PageFacts> = {}): string {
  return trainingPage(smallConfig(), history, {
    step: 600,
    hasEnded: false,
    signs: [],
    styles: STYLES,
    ...more,
  });
}

function sign(severity: Sign['severity']): Sign {
  return {
    code: 'few-distinct',
    severity,
    since: 500,
    sentence: 'The generator repeats itself since step 500.',
  };
}

describe('trainingPage', () => {
  it('says first, in words and in colour, how the run is', () => {
    const well = page(historyOf(6));
    assert.match(well, /class="status good"[^]*All is well[^]*No sign of collapse\.[^]*<h2>Losses/);
    assert.match(
      page(historyOf(6), { signs: [sign('warning')] }),
      /class="status warning"[^]*repeats itself/,
    );
    const dead = page(historyOf(6), { signs: [sign('collapse')], hasEnded: true });
    assert.match(dead, /class="status bad"[^]*Collapse[^]*repeats itself[^]*The run ended at step 600/);
    assert.doesNotMatch(dead, /http-equiv="refresh"/);
    assert.match(well, /http-equiv="refresh"/);
  });

  it('puts the measures beside what real patterns score, without which they say little', () => {
    const bounds = {
      ceiling: { coverage: 0.43, distinct: 1 },
      floor: { coverage: 0 },
      heldOutCopies: 0.02,
      samples: 1024,
    };
    const text = page(historyOf(6), { bounds });
    assert.match(text, /coverage \(real patterns: 0\.43\)/);
    assert.match(text, /exact copies \(unseen real ones: 2 %\)/);
  });

  it('does not call well what covers a quarter of what real patterns do, at the end least of all', () => {
    const bounds = { ceiling: { coverage: 1.2 }, floor: { coverage: 0 }, heldOutCopies: 0, samples: 1024 };
    const early = page(historyOf(6), { bounds });
    assert.match(
      early,
      /class="status good"[^]*Still learning[^]*covers 30 % of the real rhythms, [^.]* 120 %\./,
    );
    const late = page(historyOf(6), { bounds, hasEnded: true });
    assert.match(late, /class="status warning"[^]*Warning[^]*covers 30 %/);
    for (const text of [early, late]) assert.doesNotMatch(text, /All is well/);
    const near = { ...bounds, ceiling: { coverage: 0.5 } };
    assert.match(page(historyOf(6), { bounds: near, hasEnded: true }), /class="status good"[^]*All is well/);
  });

  it('puts cautions about the dataset where it would say that all is well', () => {
    const text = page(historyOf(6), { cautions: ['There is 1 training pattern.'] });
    assert.match(text, /class="status warning"[^]*Warning[^]*There is 1 training pattern\./);
    assert.doesNotMatch(text, /All is well/);
  });

  it('has a dash for a measure that too few patterns cannot give', () => {
    const history = historyOf(2);
    const evaluations = history.evaluations.map(({ step }) => ({
      step,
      metrics: { distinct: 1, copies: 0 },
    }));
    const bounds = { ceiling: { distinct: 1 }, floor: {}, heldOutCopies: 1, samples: 1 };
    const text = page({ ...history, evaluations }, { bounds });
    assert.match(text, /coverage \(real patterns: –\)/);
    assert.doesNotMatch(text, /NaN/);
  });

  it('draws the same latents from the first evaluation to the latest, one column a style', () => {
    const text = page(historyOf(6));
    for (const style of STYLES) assert.match(text, new RegExp(`<th scope="col">${style}</th>`));
    for (let step = 100; step <= 600; step += 100) assert.match(text, new RegExp(`>Step ${step}</th>`));
  });

  it('stays within a megabyte however long the run is, and needs nothing from outside', () => {
    const text = page(historyOf(500));
    assert.ok(text.length < 1e6, `${text.length} characters`);
    assert.doesNotMatch(text, /<script|src="http/);
  });

  it('is drawn before the first evaluation and after a loss stopped being finite, when a reader needs it most', () => {
    assert.match(page({ losses: [], evaluations: [], snapshots: [] }), /No sign of collapse/);
    assert.doesNotMatch(page(historyOf(2, Infinity)), /Infinity|NaN/);
  });
});
