import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Analysis } from '../../src/corpus/analysis/document';
import { encodeRhythmstring, bandOnsets } from '../../src/corpus/analysis/rhythmstring';
import { Correlations } from '../../src/exploration/tracks/correlations';
import { Counts } from '../../src/exploration/tracks/counts';
import { exploreTracks } from '../../src/exploration/tracks/explore-tracks';
import { onsetSharesOf } from '../../src/exploration/tracks/onset-map';
import { tracksPage } from '../../src/exploration/tracks/tracks-page';
import { Reservoir } from '../../src/exploration/tracks/reservoir';
import { TrackStatistics } from '../../src/exploration/tracks/track-statistics';
import { Random } from '../../src/rhythm/random';
import { documentOf } from '../corpus/analysis/document-fixture';
import { withFolder } from '../corpus/support/fixtures';
import { idOf } from '../spotify/support/catalogue';
import { runScript } from '../support/command';
import { patternOf } from '../support/patterns';

const HOUSE = patternOf({
  kick: 'X...X...X...X...X...X...X...X...',
  'open-hat': '..x...x...x...x...x...x...x...x.',
});

describe('the page about analysed tracks', function () {
  this.timeout(60_000);

  it('shows a pull: genres, artists, features, sections and where in the bar it sounds', async () => {
    await withFolder(async (folder) => {
      writePull(folder, 6);
      const { code, stdout, stderr } = await runScript('explore', [folder, '--json']);
      assert.equal(code, 0, stderr);
      const { file, summary } = JSON.parse(stdout) as { file: string; summary: Record<string, unknown> };
      assert.deepEqual([summary.tracks, summary.documents, summary.artistCount], [6, 5, 3]);
      assert.deepEqual(summary.left, [{ name: 'No document of it was pulled.', count: 1 }]);
      const page = readFileSync(file, 'utf8');
      for (const heading of [
        'Overview',
        'Features',
        'Key and time signature',
        'Features against one another',
        'Sections over time',
        'Where in the bar tracks sound',
      ]) {
        assert.ok(page.includes(`<h2>${heading}</h2>`), heading);
      }
      for (const words of ['&lt;b&gt;house&lt;/b&gt;', 'techno: 3 tracks', 'Track 2'])
        assert.ok(page.includes(words), words);
      assert.ok(!/<script|https?:\/\/(?!www\.w3\.org)/.test(page), 'self-contained');
    });
  });

  it('shows a pull that has no document yet, since Spotify gives most apps none', async () => {
    await withFolder(async (folder) => {
      writePull(folder, 4, 0);
      const summary = await exploreTracks(folder);
      assert.deepEqual([summary.tracks, summary.documents], [4, 0]);
      assert.ok(tracksPage(summary, 'pull').includes('Tracks by genre'));
    });
  });

  it('takes any folder of documents, counts broken ones by reason, and gives the same bytes each time', async () => {
    await withFolder(async (folder) => {
      mkdirSync(join(folder, 'deep'));
      writeFileSync(join(folder, 'deep', 'a.json'), JSON.stringify(documentOf(HOUSE)));
      writeFileSync(join(folder, 'b.json'), 'no JSON');
      writeFileSync(join(folder, 'c.json'), '[]');
      const first = await exploreTracks(folder);
      assert.equal(first.documents, 1);
      assert.equal(
        first.left.reduce((sum, { count }) => sum + count, 0),
        2,
      );
      assert.equal(tracksPage(first, 'x'), tracksPage(await exploreTracks(folder), 'x'));
    });
  });

  it('is as long for twenty thousand tracks as for two hundred, because it holds aggregates and a sample', () => {
    const small = tracksPage(statisticsOf(200).summary(), 'x').length;
    const large = tracksPage(statisticsOf(20_000).summary(), 'x').length;
    assert.ok(large < 1.5 * small, `${large} letters for 20,000 tracks, ${small} for 200`);
  });

  it('lays onsets over the beats: kicks on the beats in the lowest band, hats between them in the highest', () => {
    const shares = onsetSharesOf(documentOf(HOUSE, { tempoBpm: 123.4, beatsBefore: 3, startSeconds: 2 }))!;
    const steps = (band: number): number[] =>
      shares[band]!.flatMap((share, step) => (share > 0.5 ? [step] : []));
    assert.deepEqual(steps(0), [0, 4, 8, 12]);
    assert.deepEqual(steps(7), [2, 6, 10, 14]);
  });

  it('gives no onset map of what has no onsets, contradictory beats or a damaged rhythmstring', () => {
    const whole = documentOf(HOUSE);
    assert.equal(onsetSharesOf({ ...whole, track: { ...whole.track, rhythmstring: 'AAAA' } }), undefined);
    assert.equal(onsetSharesOf({ ...whole, beats: [] }), undefined);
    assert.equal(onsetSharesOf({ ...whole, track: { duration: 10, tempo: 120 } }), undefined);
    const empty = encodeRhythmstring(bandOnsets([[], []]));
    assert.ok(
      onsetSharesOf({ ...whole, track: { ...whole.track, rhythmstring: empty } })!
        .flat()
        .every((share) => share === 0),
    );
  });
});

describe('the counting behind the page', () => {
  it('keeps names in bounded memory and says how many it does not name', () => {
    const counts = new Counts(3);
    for (const name of ['a', 'b', 'b', 'c', 'd', 'e', 'a', 'b']) counts.add(name);
    assert.deepEqual(counts.top(2), [
      { name: 'b', count: 3 },
      { name: 'a', count: 2 },
      { name: 'all others', count: 3 },
    ]);
  });

  it('samples every item of a stream with the same chance', () => {
    const times = new Array<number>(10).fill(0);
    for (let seed = 0; seed < 2000; seed++) {
      const sample = new Reservoir<number>(3, seed);
      for (let item = 0; item < 10; item++) sample.add(() => item);
      for (const item of sample.items()) times[item]! += 1;
    }
    // 600 each by expectation, with a standard deviation of 20.
    assert.ok(
      times.every((count) => Math.abs(count - 600) < 100),
      times.join(' '),
    );
  });

  it('correlates as Pearson does, also far from zero', () => {
    const correlations = new Correlations(3);
    const random = Random.fromSeed(5);
    for (let at = 0; at < 2000; at++) {
      const x = random.normal();
      correlations.add([1e6 + x, -2 * x, random.normal()]);
    }
    const [[xx, xy, xz]] = correlations.matrix() as [[number, number, number]];
    assert.ok(Math.abs(xx - 1) < 1e-9 && Math.abs(xy + 1) < 1e-6 && Math.abs(xz) < 0.1);
  });
});

/** A pull of so many tracks by three artists, the first without a document. */
function writePull(folder: string, tracks: number, documents = tracks - 1): void {
  mkdirSync(join(folder, 'analysis'));
  const rows = Array.from({ length: tracks }, (_, at) => ({
    id: idOf('T', 1, at),
    name: `Track ${at}`,
    artistId: idOf('A', at % 3),
    artist: `Artist ${at % 3}`,
    genre: at % 2 === 0 ? '<b>house</b>' : 'techno',
  }));
  writeFileSync(join(folder, 'tracks.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  for (const { id } of rows.slice(tracks - documents)) {
    writeFileSync(join(folder, 'analysis', `${id}.json`), JSON.stringify(documentOf(HOUSE)));
  }
}

/** Tracks of all kinds, all drawn from a seed. */
function statisticsOf(count: number): TrackStatistics {
  const random = Random.fromSeed(3);
  const whole = documentOf(HOUSE);
  const statistics = new TrackStatistics(1);
  for (let at = 0; at < count; at++) {
    const duration = 120 + 400 * random.uniform();
    const analysis: Analysis = {
      ...whole,
      track: {
        ...whole.track,
        duration,
        tempo: 124 + 12 * random.normal(),
        loudness: -8 + 2 * random.normal(),
        key: random.integer(12),
      },
      sections: Array.from({ length: 12 }, (_, section) => ({
        ...whole.sections[0]!,
        start: (section * duration) / 12,
        duration: duration / 12,
        loudness: -8 + 3 * random.normal(),
      })),
    };
    statistics.addAnalysis(analysis, `track ${at}`, `genre ${random.integer(40)}`);
  }
  return statistics;
}
