import assert from 'node:assert/strict';
import { assess, type Assessment } from '../../src/evaluation/assess';
import { FLOOR, baselinesOf } from '../../src/evaluation/baselines';
import { meanAssessment } from '../../src/evaluation/draws';
import { goalsOf } from '../../src/evaluation/goals';
import type { HeldOutPattern } from '../../src/evaluation/held-out';
import { evaluationPage } from '../../src/evaluation/report/evaluation-report';
import { reportText } from '../../src/evaluation/report/text';
import { saysLittle, sampleSizeWords } from '../../src/evaluation/sample-size';
import { UNIT_BARS } from '../../src/rhythm/grid';
import { patternFromHits, type Pattern } from '../../src/rhythm/pattern';
import { Random } from '../../src/rhythm/random';
import { openBackend } from '../../src/training/backends/open-backend';

function drawn(random: Random): Pattern {
  const hits = Array.from({ length: 32 }, (_, step) => step).flatMap((step) =>
    random.chance(step % 4 === 0 ? 0.9 : 0.3) ? [{ step, voice: 0, velocity: 0.8, offset: 0 }] : [],
  );
  return patternFromHits(UNIT_BARS, hits);
}

interface Held {
  readonly count: number;
  readonly groups: number;
  readonly seed?: number;
  readonly rest?: Partial<HeldOutPattern>;
}

function heldOut({ count, groups, seed = 1, rest = {} }: Held): HeldOutPattern[] {
  const random = Random.fromSeed(seed);
  return Array.from({ length: count }, (_, at) => ({
    style: 'house',
    provenance: 'human',
    group: `${seed} file ${at % groups}`,
    bar: at,
    pattern: drawn(random),
    ...rest,
  }));
}

async function assessed(
  real: readonly HeldOutPattern[],
  generated?: readonly Pattern[],
): Promise<Assessment> {
  const training = [...heldOut({ count: 20, groups: 4, seed: 2 }), ...real.map((one) => ({ ...one }))];
  const random = Random.fromSeed(3);
  const contestants = [];
  for (const baseline of [FLOOR, ...baselinesOf('fast')]) {
    const draw = await baseline.learn(training, {}, Random.fromSeed(1));
    const kind = baseline === FLOOR ? ('floor' as const) : ('baseline' as const);
    contestants.push({ name: baseline.name, kind, draw });
  }
  return assess({
    scope: 'all styles',
    training,
    heldOut: real,
    real,
    generated: generated ?? real.map(() => drawn(random)),
    modelName: 'model',
    contestants,
    seed: 1,
  });
}

/** What a reader is shown, as text and as a page. */
function shown(assessment: Assessment, real: readonly HeldOutPattern[]): string {
  const goals = goalsOf(assessment, 0);
  const page = { lead: '', assessments: [assessment], goals, generated: real, heldOut: real };
  return reportText([assessment], goals) + evaluationPage(page);
}

/** Every number in a value, wherever it stands. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

function holdsNumbersOnly(assessment: Assessment, real: readonly HeldOutPattern[]): void {
  assert.ok(numbersIn(assessment).every(Number.isFinite));
  assert.doesNotMatch(shown(assessment, real), /NaN|Infinity|undefined|null/);
}

describe('an evaluation on a small corpus', function () {
  this.timeout(60_000);

  before(() => openBackend('wasm'));

  it('leaves out C2ST where all held-out rhythms are from one file, and says why', async () => {
    const real = heldOut({ count: 12, groups: 1 });
    const assessment = await assessed(real);
    const { evaluation } = assessment.rows[0]!;
    assert.equal(evaluation.classifierAccuracy, null);
    assert.equal(typeof evaluation.coverage, 'number');
    assert.match(
      assessment.notes.join('\n'),
      /C2ST is absent: [^\n]* all held-out rhythms are from one file\./,
    );
    const goal = goalsOf(assessment, 0).find(({ metric }) => metric === 'C2ST');
    assert.deepEqual([goal?.reached, goal?.isReached], ['–', null]);
    holdsNumbersOnly(assessment, real);
  });

  it('takes no coverage of five held-out rhythms, of which each would have all others for neighbours', async () => {
    const real = heldOut({ count: 5, groups: 1 });
    const assessment = await assessed(real);
    for (const { evaluation } of assessment.rows)
      for (const name of ['coverage', 'recall', 'precision', 'density'] as const)
        assert.equal(evaluation[name], null, name);
    assert.equal(assessment.withinFiles, undefined);
    assert.match(
      assessment.notes.join('\n'),
      /Coverage, recall, [^\n]* at least 6 held-out rhythms, and there are 5\./,
    );
    assert.ok(goalsOf(assessment, 0).some(({ isReached }) => isReached === null));
    holdsNumbersOnly(assessment, real);
  });

  it('takes no spread of one rhythm, whose copy would come out as perfect', async () => {
    const real = heldOut({ count: 1, groups: 1 });
    const assessment = await assessed(real);
    const { frechetDistance, correlationError, overlaps } = assessment.rows[0]!.evaluation;
    assert.deepEqual([frechetDistance, correlationError, overlaps.sync.divergence], [null, null, null]);
    assert.match(assessment.notes.join('\n'), /a single rhythm has no spread/);
    holdsNumbersOnly(assessment, real);
  });

  it('averages draws of which one lacks a figure as if none had it, without NaN in the spread', async () => {
    const real = heldOut({ count: 5, groups: 1 });
    const [few, more] = [await assessed(real), await assessed(heldOut({ count: 12, groups: 1 }))];
    for (const draws of [
      [few, more],
      [more, few],
    ]) {
      const all = meanAssessment(draws);
      assert.deepEqual([all.rows[0]!.evaluation.coverage, all.rows[0]!.spread!.coverage], [null, null]);
      holdsNumbersOnly(all, real);
    }
  });

  it('says by how much figures of some tens of rhythms may be off, counting files, and that of goals chance decides', async () => {
    const real = heldOut({ count: 28, groups: 1 });
    const text = shown(await assessed(real), real);
    assert.match(text, /28 held-out rhythms from 1 file say little: [^\n]* off by 9 points, and by 50 if/);
    assert.match(text, /goals of all styles are reached or missed by chance/);
    assert.equal(saysLittle({ patterns: 100, groups: 25 }), false);
    assert.deepEqual(sampleSizeWords({ patterns: 100, groups: 25 }), []);
    assert.equal(saysLittle({ patterns: 1000, groups: 2 }), true);
    assert.match(sampleSizeWords({ patterns: 40 })[0]!, /^40 held-out rhythms say little: [^,]* 8 points\. /);
  });
});

describe('figures by provenance', function () {
  this.timeout(60_000);

  /** Nothing like what is drawn: another voice on every step. */
  const far = patternFromHits(
    UNIT_BARS,
    Array.from({ length: 32 }, (_, step) => ({ step, voice: 3, velocity: 0.8, offset: 0 })),
  );

  before(() => openBackend('wasm'));

  it('show a model that knows recombined rhythms alone, and beside it what training patterns score', async () => {
    const human = heldOut({ count: 8, groups: 1 });
    const rest = { style: 'techno', provenance: 'recombined', group: '1 file 0' } as const;
    const recombined = heldOut({ count: 10, groups: 1, seed: 5, rest });
    const real = [...human, ...recombined];
    const generated = [...human.map(() => far), ...recombined.map(({ pattern }) => pattern)];
    const assessment = await assessed(real, generated);
    assert.deepEqual(
      assessment.byProvenance.map(({ provenance, patterns, groups, styles }) => [
        provenance,
        patterns,
        groups,
        styles,
      ]),
      [
        ['human', 8, 1, { house: 8 }],
        ['recombined', 10, 1, { techno: 10 }],
      ],
    );
    const [ofHuman, ofRecombined] = assessment.byProvenance.map(({ rows }) => rows);
    assert.deepEqual(
      ofHuman!.map(({ kind }) => kind),
      ['model', 'ceiling'],
    );
    assert.equal(ofHuman![0]!.fidelity.coverage, 0);
    assert.equal(ofRecombined![0]!.fidelity.coverage, 1);
    assert.ok(ofHuman![1]!.fidelity.coverage! > 0);
    const text = shown(assessment, real);
    assert.match(text, /human +model +8 +1 +0\.000/);
    assert.match(text, /recombined +model +10 +1 +1\.000/);
    assert.match(
      text,
      /8 played by people \(1 file\) and 10 recombined from single-voice clips \(1 combination\)/,
    );
    assert.match(
      text,
      /None of those in techno was played by people: [^.]* near the model is to recombined rhythms/,
    );
    assert.match(text, /<h3>By provenance/);
    holdsNumbersOnly(assessment, real);
  });

  it('are means and spreads over several draws', async () => {
    const real = heldOut({ count: 8, groups: 1 });
    const own = real.map(({ pattern }) => pattern);
    const all = meanAssessment([
      await assessed(real, own),
      await assessed(
        real,
        own.map(() => far),
      ),
    ]);
    const [{ fidelity, spread } = assert.fail('no row')] = all.byProvenance[0]!.rows;
    assert.equal(fidelity.coverage, 0.5);
    assert.ok(Math.abs(spread!.coverage! - Math.SQRT1_2) < 1e-12);
    assert.match(reportText([all], []), /human +model +8 +1 +0\.500 ± 0\.707/);
  });
});
