import assert from 'node:assert/strict';
import type { EvaluationRow, LossRow } from '../../../src/training/run-history';
import { verdictOf, type Sign } from '../../../src/training/watch/signs';
import { collapseSigns, type WatchContext } from '../../../src/training/watch/collapse-signs';
import { createTeller } from '../../../src/training/watch/teller';

/** What patterns of a corpus of recorded loops scored. */
const bounds = {
  ceiling: { coverage: 0.43, distinct: 1, dataCopying: -40, copies: 1 },
  floor: { coverage: 0, distinct: 1, dataCopying: 36, copies: 0 },
  heldOutCopies: 0.01,
  samples: 1024,
};

/** As in a short healthy run: the discriminator ahead at first, then an open game. */
function healthyRow(index: number): LossRow {
  const wave = Math.sin(index);
  return {
    step: 10 * (index + 1),
    discriminatorLoss: index < 5 ? 0.15 : 0.36 + 0.05 * wave,
    generatorLoss: 1.4 + 0.2 * wave,
    penalty: 0.6,
    discriminatorGradient: 0.5 + 0.1 * wave,
    generatorGradient: 1 + 0.5 * wave,
  };
}

function losses(
  count: number,
  change: (row: LossRow, index: number) => Partial<LossRow> = () => ({}),
): LossRow[] {
  return Array.from({ length: count }, (_, index) => {
    const row = healthyRow(index);
    return { ...row, ...change(row, index) };
  });
}

/** An evaluation every 100 steps. */
function evaluations(name: string, values: readonly number[]): EvaluationRow[] {
  const well = { coverage: 0.3, recall: 0.2, precision: 0.5, distinct: 0.97, copies: 0.01, dataCopying: 1 };
  return values.map((value, index) => ({ step: 100 * (index + 1), metrics: { ...well, [name]: value } }));
}

function signsOf(
  past: { readonly losses?: readonly LossRow[]; readonly evaluations?: readonly EvaluationRow[] },
  loss: WatchContext['loss'] = 'relativistic',
): Sign[] {
  return collapseSigns({ losses: [], evaluations: [], snapshots: [], ...past }, { loss, bounds });
}

function only(signs: readonly Sign[]): Sign {
  assert.equal(signs.length, 1, JSON.stringify(signs));
  return signs[0]!;
}

/** From the 21st row on, which is step 210. */
const after20 =
  (change: Partial<LossRow>) =>
  (_: LossRow, index: number): Partial<LossRow> =>
    index < 20 ? {} : change;

describe('collapseSigns', () => {
  it('is quiet about histories like those of healthy short runs, which a false alarm would stop', () => {
    // Measured: 600 steps of small networks on recorded loops.
    const measured = {
      relativistic: {
        coverage: [0.005, 0.105, 0.176, 0.228, 0.257, 0.308],
        dataCopying: [32.7, 6.1, 1.7, -2.7, -5.9, -6.2],
        distinct: [1, 0.968, 0.98, 0.987, 0.969, 0.979],
        copies: [0, 0.019, 0.004, 0.008, 0.008, 0.008],
      },
      'wgan-gp': {
        coverage: [0.018, 0.181, 0.273, 0.303, 0.334, 0.343],
        dataCopying: [26.1, 5.1, -3.8, -10.2, -11.5, -12.4],
        distinct: [1, 1, 0.99, 0.958, 0.941, 0.944],
        copies: [0, 0.003, 0.01, 0.034, 0.052, 0.051],
      },
    } as const;
    for (const loss of ['relativistic', 'wgan-gp'] as const) {
      const curves: Readonly<Record<string, readonly number[]>> = measured[loss];
      const rows = measured[loss].coverage.map((_, at) => ({
        step: 100 * (at + 1),
        metrics: Object.fromEntries(Object.entries(curves).map(([name, values]) => [name, values[at]!])),
      }));
      for (let length = 1; length <= rows.length; length++)
        assert.deepEqual(
          signsOf({ losses: losses(10 * length), evaluations: rows.slice(0, length) }, loss),
          [],
        );
    }
    // A critic whose distance is near nothing is what its game is played for.
    const even = losses(60, (_, index) => ({ discriminatorLoss: 1e-4 * Math.sin(index) }));
    assert.deepEqual(signsOf({ losses: even }, 'wgan-gp'), []);
    assert.deepEqual(
      signsOf({ losses: losses(60, (_, index) => (index === 40 ? { generatorGradient: 1e6 } : {})) }),
      [],
    );
  });

  it('names the step since which a loss or measure is not a number', () => {
    const sign = only(signsOf({ losses: losses(22, after20({ generatorLoss: NaN })) }));
    assert.deepEqual([sign.code, sign.severity, sign.since], ['not-finite', 'collapse', 210]);
    assert.match(sign.sentence, /no number any more since step 210; train again with a smaller learningRate/);
    const measure = only(signsOf({ evaluations: evaluations('recall', [0.2, NaN]) }));
    assert.deepEqual([measure.code, measure.since], ['not-finite', 200]);
  });

  it('sees losses that stand still to six digits, as in the log of a dead run', () => {
    const dead = after20({ discriminatorLoss: -312.4401, generatorLoss: 77.12345 });
    assert.deepEqual(signsOf({ losses: losses(45, dead) }, 'wgan-gp'), []);
    const sign = only(signsOf({ losses: losses(60, dead) }, 'wgan-gp'));
    assert.deepEqual([sign.code, sign.severity, sign.since], ['losses-constant', 'collapse', 210]);
  });

  it('sees a discriminator that has won, which is the end only where the generator’s loss saturates', () => {
    const won = losses(60, (_, index) =>
      index < 20 ? {} : { discriminatorLoss: 1e-4 * (1.5 + Math.sin(index)) },
    );
    for (const [loss, severity] of [
      ['minimax', 'collapse'],
      ['non-saturating', 'warning'],
    ] as const) {
      const sign = only(signsOf({ losses: won }, loss));
      assert.deepEqual([sign.code, sign.severity, sign.since], ['discriminator-won', severity, 210]);
      assert.match(sign.sentence, /--loss relativistic/);
    }
  });

  it('tells a generator that learns nothing from a discriminator that learns nothing', () => {
    const generator = only(signsOf({ losses: losses(60, after20({ generatorGradient: 1e-9 })) }));
    assert.deepEqual([generator.code, generator.severity], ['generator-gradient-vanished', 'collapse']);
    const discriminator = only(signsOf({ losses: losses(60, after20({ discriminatorGradient: 0 })) }));
    assert.deepEqual(
      [discriminator.code, discriminator.severity],
      ['discriminator-gradient-vanished', 'warning'],
    );
  });

  it('sees a gradient that stays a thousand times its usual size', () => {
    const rows = losses(60, (_, index) => (index < 55 ? {} : { discriminatorGradient: 1e5 }));
    const sign = only(signsOf({ losses: rows }));
    assert.deepEqual([sign.code, sign.severity, sign.since], ['gradient-exploded', 'warning', 560]);
  });

  it('sees few distinct rhythms, the worse the fewer', () => {
    const few = (latest: number): Sign =>
      only(signsOf({ evaluations: evaluations('distinct', [0.9, 0.9, 0.9, 0.9, 0.9, 0.4, latest]) }));
    assert.deepEqual([few(0.4).code, few(0.4).severity, few(0.4).since], ['few-distinct', 'warning', 600]);
    assert.equal(few(0.03).severity, 'collapse');
    assert.match(few(0.03).sentence, /3 % of its rhythms differ, where 100 % of real ones do/);
  });

  it('sees a generator that has never been near a real rhythm, once it has had the time to be', () => {
    assert.deepEqual(signsOf({ evaluations: evaluations('coverage', [0, 0, 0, 0, 0]) }, 'minimax'), []);
    const sign = only(signsOf({ evaluations: evaluations('coverage', [0, 0, 0, 0, 0, 0]) }, 'minimax'));
    assert.deepEqual([sign.code, sign.severity, sign.since], ['nothing-covered', 'collapse', 500]);
  });

  it('sees coverage fall from its best, the worse the further', () => {
    const fallen = (latest: number): Sign =>
      only(signsOf({ evaluations: evaluations('coverage', [0.1, 0.2, 0.3, 0.3, 0.36, 0.35, latest]) }));
    assert.deepEqual([fallen(0.2).code, fallen(0.2).severity], ['coverage-fallen', 'warning']);
    assert.deepEqual([fallen(0.05).severity, fallen(0.05).since], ['collapse', 700]);
    assert.match(fallen(0.05).sentence, /5 % of the real ones, after 36 % at step 500/);
  });

  it('sees at the end, and only there, that too little is covered, however few the steps were', () => {
    const rows = evaluations('coverage', [0.02, 0.1]);
    const context: WatchContext = { loss: 'relativistic', bounds };
    const past = { losses: [], evaluations: rows, snapshots: [] };
    assert.deepEqual(collapseSigns(past, context), []);
    const sign = only(collapseSigns(past, { ...context, hasEnded: true }));
    assert.deepEqual([sign.code, sign.severity, sign.since], ['little-covered', 'warning', 200]);
    assert.match(
      sign.sentence,
      /covers 10 % of the real rhythms, where others that are real cover 43 %: .* --steps/,
    );
    const half = { ...past, evaluations: evaluations('coverage', [0.22]) };
    assert.deepEqual(collapseSigns(half, { ...context, hasEnded: true }), []);
  });

  it('says nothing of a coverage that could not be taken, or that says nothing of real patterns either', () => {
    const absent = evaluations('coverage', [0, 0, 0, 0, 0, 0, 0]).map(({ step, metrics }) => ({
      step,
      metrics: Object.fromEntries(Object.entries(metrics).filter(([name]) => name !== 'coverage')),
    }));
    const past = { losses: [], evaluations: absent, snapshots: [] };
    assert.deepEqual(collapseSigns(past, { loss: 'relativistic', bounds, hasEnded: true }), []);
    const blind = {
      ...bounds,
      ceiling: { ...bounds.ceiling, coverage: 0.05 },
      floor: { ...bounds.floor, coverage: 0.05 },
    };
    const low = { ...past, evaluations: evaluations('coverage', [0.01]) };
    assert.deepEqual(collapseSigns(low, { loss: 'relativistic', bounds: blind, hasEnded: true }), []);
  });

  it('sees copying by exact copies and by nearness, as a warning: a copying generator is alive', () => {
    for (const [name, value] of [
      ['copies', 0.5],
      ['dataCopying', -30],
    ] as const) {
      const sign = only(signsOf({ evaluations: evaluations(name, [0, 0, 0, 0, 0, value]) }));
      assert.deepEqual([sign.code, sign.severity, sign.since], ['copying', 'warning', 600]);
    }
  });

  it('puts what is worst first, since that is what a run ends with', () => {
    const past = {
      losses: losses(60, after20({ discriminatorGradient: 0, generatorGradient: 0 })),
      evaluations: evaluations('distinct', [0.9, 0.9, 0.9, 0.9, 0.9, 0.4]),
    };
    const signs = signsOf(past);
    assert.equal(signs[0]?.code, 'generator-gradient-vanished');
    assert.deepEqual(
      signs.map(({ severity }) => severity),
      ['collapse', 'warning', 'warning'],
    );
    assert.equal(verdictOf(signs), 'collapse');
    assert.equal(verdictOf(signs.slice(1)), 'warning');
    assert.equal(verdictOf([]), 'well');
  });
});

describe('createTeller', () => {
  it('says a sign once, again when it gets worse, and once when it has passed', () => {
    const said: string[] = [];
    const tell = createTeller((sentence) => said.push(sentence));
    const sign: Sign = { code: 'few-distinct', severity: 'warning', since: 500, sentence: 'Few.' };
    tell([sign], 500);
    tell([sign], 600);
    tell([{ ...sign, severity: 'collapse' }], 700);
    tell([{ ...sign, severity: 'collapse' }], 800);
    tell([], 900);
    tell([], 1000);
    assert.deepEqual(said, [
      'Step 500, warning: Few.',
      'Step 700, collapse: Few.',
      'Step 900: the generated rhythms are varied again.',
    ]);
  });
});
