import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { runScript } from '../../support/command';
import { writeModelFolder } from '../../support/model-folder';
import { tinyModel } from '../../support/tiny-model';
import { syntheticRecords, writeCorpus } from '../../training/support/synthetic-corpus';

const share = z.number().min(0).max(1);
const figuresSchema = z.object({
  rhythms: z.number(),
  keepers: z.object({ all: share, rules: z.record(z.string(), share) }),
  secondOpinion: z.object({ all: share }),
  sparse: share,
});

const documentSchema = z.object({
  model: z.string(),
  rulesVersion: z.number(),
  secondOpinionVersion: z.number(),
  styles: z.array(
    z.object({
      style: z.string(),
      model: z.array(z.object({ model: z.string(), settings: z.string(), figures: figuresSchema })),
      corpus: z.array(z.object({ set: z.string(), provenance: z.string(), figures: figuresSchema })),
      lowDensity: z.array(z.object({ density: z.number(), figures: figuresSchema })),
      lastBar: z.object({ either: share }),
      recall: z.object({ heldOutKeepers: z.number(), recall: share, against: share }).optional(),
      worst: z.object({
        default: z.array(z.object({ seed: z.number(), broken: z.array(z.object({ rule: z.string() })) })),
      }),
    }),
  ),
});

describe('npm run keepers', function () {
  this.timeout(120_000);
  let folder: string;
  let model: string[];
  let corpus: string[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fourfloor [kéepers] '));
    writeModelFolder(folder, await tinyModel());
    await writeCorpus(join(folder, 'corpus'), syntheticRecords(160));
    model = ['--model', folder];
    corpus = ['--corpus', join(folder, 'corpus')];
  });

  after(() => rm(folder, { recursive: true }));

  it('lays a model that never learned beside its corpus, and draws its worst rhythms', async () => {
    const page = join(folder, 'pages', 'keepers.html');
    const given = [...model, '--against', folder, ...corpus, '--count', '8', '--json', '--out', page];
    const { code, stdout, stderr } = await runScript('keepers', given);
    assert.equal(code, 0, stderr);
    assert.equal(stderr, '');
    const { styles } = documentSchema.parse(JSON.parse(stdout));
    assert.deepEqual(
      styles.map(({ style }) => style),
      ['house', 'techno'],
    );
    const house = styles[0]!;
    assert.deepEqual(
      house.model.map(({ model: whose, settings, figures }) => [whose, settings, figures.rhythms]),
      [
        ['model', 'default', 8],
        ['model', 'first two bars', 8],
        ['model', 'as learned', 8],
        ['model', 'before any choice', 8],
        ['against', 'default', 8],
        ['against', 'first two bars', 8],
      ],
    );
    assert.deepEqual(
      house.corpus.map(({ set, provenance }) => [set, provenance]),
      [
        ['held out', 'recombined'],
        ['training', 'recombined'],
      ],
    );
    assert.ok(house.corpus[1]!.figures.keepers.all > house.model[0]!.figures.keepers.all);
    assert.deepEqual(
      house.lowDensity.map(({ density }) => density),
      [0, 0.1, 0.25],
    );
    assert.equal(house.worst.default.length, 8);
    const html = await readFile(page, 'utf8');
    assert.match(html, /<svg/);
    assert.match(html, new RegExp(`Seed ${house.worst.default[0]!.seed}\\. Broken: `));
  });

  it('prints a column a source and a row a rule', async () => {
    const given = [...model, ...corpus, '--styles', 'techno', '--count', '4', '--median', '4'];
    const { stdout } = await runScript('keepers', given);
    assert.match(stdout, /^techno: share of rhythms that keep its rules\n/);
    assert.match(stdout, /\nkick on every beat( +[01]\.\d{3}){6}\n/);
    assert.doesNotMatch(stdout, /2 and 4/);
    assert.match(stdout, /\nLast bar: /);
  });

  it('says what to do about styles without rules, unknown styles and a corpus that is missing or other', async () => {
    const only = (name: string): string[] => [...model, '--styles', name, '--count', '1'];
    const [polka, uncounted, nowhere, counted] = await Promise.all([
      runScript('keepers', only('polka')),
      runScript('keepers', [...model, '--count-rules']),
      runScript('keepers', [...only('house'), '--corpus', join(folder, 'nowhere')]),
      runScript('keepers', [...model, ...corpus, '--count-rules']),
    ]);
    assert.equal(polka.code, 2);
    assert.match(polka.stderr, /has no style "polka"/);
    assert.equal(uncounted.code, 2);
    assert.match(uncounted.stderr, /add --corpus/);
    assert.equal(nowhere.code, 1);
    assert.match(nowhere.stderr, /^error: [^\n]*is not a corpus[^\n]*\n$/);
    assert.equal(counted.code, 1);
    assert.match(counted.stderr, /human training patterns of at least 6 files/);
  });
});
