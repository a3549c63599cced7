import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runScript } from '../support/command';
import { writeModelFolder } from '../support/model-folder';
import { tinyModel } from '../support/tiny-model';
import { syntheticRecords, writeCorpus } from '../training/support/synthetic-corpus';

describe('npm run evaluate', function () {
  this.timeout(120_000);
  let folder: string;
  let given: string[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fourfloor [évaluate] '));
    writeModelFolder(folder, await tinyModel());
    // Half of what the synthetic corpus holds out for validation stands for its test split.
    let heldOut = 0;
    const records = syntheticRecords(160).map((record) =>
      record.split === 'validation' && heldOut++ % 2 === 0 ? { ...record, split: 'test' as const } : record,
    );
    await writeCorpus(join(folder, 'corpus'), records);
    given = ['--model', folder, '--corpus', join(folder, 'corpus'), '--samples', '16', '--baselines', 'fast'];
  });

  after(() => rm(folder, { recursive: true }));

  it('exposes a model that never learned from real rhythms, in figures and pictures', async () => {
    const page = join(folder, 'reports', 'page.html');
    const { code, stdout } = await runScript('evaluate', [...given, '--json', '--out', page]);
    assert.equal(code, 0);
    const { rows, goals } = JSON.parse(stdout) as {
      rows: {
        name: string;
        kind: string;
        evaluation: { coverage: number; copies: number; classifierAccuracy: number };
      }[];
      goals: { metric: string; isReached: boolean }[];
    };
    const of = (kind: string) => rows.find((row) => row.kind === kind)?.evaluation;
    const [model, ceiling, unseen, itself] = ['model', 'ceiling', 'unseen', 'real'].map(of);
    assert.equal(rows[0]?.name, 'tiny');
    assert.ok(
      model!.coverage < ceiling!.coverage,
      'a model that never learned covers less than real rhythms',
    );
    assert.equal(ceiling!.copies, 1);
    assert.ok(unseen!.copies < 1, `${unseen!.copies} ${unseen!.coverage}`);
    assert.equal(itself!.coverage, 1);
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      ['model', 'variant', 'variant', 'ceiling', 'unseen', 'floor', 'real', 'baseline', 'baseline'],
    );
    assert.ok(
      rows.every(
        ({ evaluation: { classifierAccuracy } }) => classifierAccuracy >= 0 && classifierAccuracy <= 1,
      ),
    );
    assert.equal(
      goals.find(({ metric }) => metric === 'coverage, ceiling of training patterns')?.isReached,
      false,
    );
    assert.match(await readFile(page, 'utf8'), /<svg/);
  });

  it('ends well on four held-out rhythms of one file, with null for what they cannot tell and the reason', async () => {
    const small = join(folder, 'small');
    let held = 0;
    const records = syntheticRecords(60).flatMap((record) => {
      if (record.split !== 'validation') return [record];
      return held++ < 4 ? [{ ...record, split: 'test' as const, group: 'one file' }] : [];
    });
    await writeCorpus(small, records);
    const page = join(folder, 'small.html');
    const { code, stdout, stderr } = await runScript('evaluate', [
      ...['--model', folder, '--corpus', small, '--baselines', 'fast', '--json', '--out', page],
    ]);
    assert.equal(code, 0, stderr);
    const { rows, byProvenance, assessments } = JSON.parse(stdout) as {
      rows: { evaluation: { coverage: unknown; classifierAccuracy: unknown; distinct: unknown } }[];
      byProvenance: { provenance: string; patterns: number; styles: Record<string, number> }[];
      assessments: { notes: string[] }[];
    };
    const { coverage, classifierAccuracy, distinct } = rows[0]!.evaluation;
    assert.deepEqual([coverage, classifierAccuracy, typeof distinct], [null, null, 'number']);
    assert.deepEqual(
      byProvenance.map(({ provenance, patterns }) => [provenance, patterns]),
      [['recombined', 4]],
    );
    const notes = assessments[0]!.notes.join('\n');
    assert.match(
      notes,
      /4 held-out rhythms from 1 file say little[^]*C2ST is absent[^]*recombined rhythms, not/,
    );
    assert.doesNotMatch(await readFile(page, 'utf8'), /NaN|Infinity/);
  });

  it('gives the same figures for the same seed', async () => {
    const [first, second] = [await runScript('evaluate', given), await runScript('evaluate', given)];
    assert.equal(first.stdout, second.stdout);
    assert.match(first.stdout, /coverage[^]*Goals\n[^]*missed/);
  });

  it('draws as often as it is told, and says how far apart the draws are', async () => {
    const { stdout } = await runScript('evaluate', [
      ...given,
      '--baselines',
      'none',
      '--draws',
      '2',
      '--json',
    ]);
    const { draws, assessments } = JSON.parse(stdout) as {
      draws: number;
      assessments: {
        draws: number;
        rows: { kind: string; spread: { coverage: number; recall: number } }[];
      }[];
    };
    assert.deepEqual([draws, assessments[0]?.draws], [2, 2]);
    const spreads = assessments.flatMap(({ rows }) => rows.map(({ spread }) => spread.recall));
    assert.ok(
      spreads.some((spread) => spread > 0),
      'the same rhythms were drawn again',
    );
  });

  it('judges by the split that is asked for, so that models are chosen without looking at the test', async () => {
    const testOnly = join(folder, 'test-only');
    await writeCorpus(
      testOnly,
      syntheticRecords(160).map((record) =>
        record.split === 'validation' ? { ...record, split: 'test' as const } : record,
      ),
    );
    const validation = await runScript('evaluate', [...given, '--corpus', testOnly, '--split', 'validation']);
    assert.equal(validation.code, 1);
    assert.match(validation.stderr, /no training or no validation patterns/);
    assert.equal((await runScript('evaluate', [...given, '--split', 'train'])).code, 2);
  });

  it('exits 2 for a style that the model does not know and 1 where there is no corpus', async () => {
    const polka = await runScript('evaluate', [...given, '--style', 'polka']);
    assert.equal(polka.code, 2);
    assert.match(polka.stderr, /has no style "polka"/);
    const nowhere = await runScript('evaluate', ['--model', folder, '--corpus', join(folder, 'nowhere')]);
    assert.equal(nowhere.code, 1);
    assert.match(nowhere.stderr, /^error: [^\n]*is not a corpus[^\n]*\n$/);
  });
});
