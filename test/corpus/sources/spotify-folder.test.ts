import assert from 'node:assert/strict';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { buildCorpus } from '../../../src/corpus/writing/build-corpus';
import { patternOfRecord } from '../../../src/corpus/record';
import { SourceStats } from '../../../src/corpus/source';
import { spotifyFolderSource } from '../../../src/corpus/sources/spotify-folder';
import { hitFMeasure } from '../../../src/rhythm/distance';
import { hitsOf, patternFromHits, sliceBars, type Pattern } from '../../../src/rhythm/pattern';
import { voiceIndex, type VoiceId } from '../../../src/rhythm/voices';
import { idOf } from '../../spotify/support/catalogue';
import { runScript } from '../../support/command';
import { patternOf } from '../../support/patterns';
import { documentOf, repeated } from '../analysis/document-fixture';
import { recordsIn, withFolder } from '../support/fixtures';

/** Two-bar rhythms, each the length of a phrase when repeated. */
const RHYTHMS: readonly Partial<Record<VoiceId, string>>[] = [
  {
    kick: 'X...X...X...X...X...X...X...X...',
    clap: '....X.......X.......X.......X...',
    'open-hat': '..x...x...x...x...x...x...x...x.',
  },
  {
    kick: 'X...X...X...X...X...X...X...X.x.',
    snare: '....X.......X.......X.......X..x',
    'closed-hat': 'x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.',
  },
  {
    kick: 'X...X...X...X...X...X...X...X...',
    'closed-hat': '..x...x...x...x...x...x...x..xx.',
    percussion: '.......x..x............x..x.....',
  },
  {
    kick: 'X.........X.....X..X......X.....',
    snare: '....X.......X.......X.......X...',
    'closed-hat': 'x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.',
  },
];

const SNARE = voiceIndex('snare');
const CLAP = voiceIndex('clap');

describe('a folder of analysis documents', () => {
  it('gives back the rhythms that its documents were rendered from, to nine tenths of the hits', async () => {
    await withFolder(async (folder) => {
      const patterns = RHYTHMS.map((lines, at) => {
        const pattern = trackOf(lines);
        writeDocument(join(folder, 'docs', `${at}.json`), documentOf(pattern, { tempoBpm: 121.7 + 3 * at }));
        return pattern;
      });
      const out = join(folder, 'corpus');
      const manifest = await buildCorpus(
        spotifyFolderSource(join(folder, 'docs'), { style: 'house', seed: 1 }),
        out,
      );
      assert.deepEqual([manifest.filesRead, manifest.filesSkipped], [RHYTHMS.length, []]);
      assert.match(manifest.sources[0]!.licence, /forbid training/);
      const records = await recordsIn(out);
      assert.deepEqual(new Set(records.map(({ group }) => group)).size, RHYTHMS.length, 'none is missing');
      for (const record of records) {
        const known = sliceBars(patterns[Number.parseInt(record.group)]!, 0, 2);
        const f = hitFMeasure(withoutSnare(known), withoutSnare(patternOfRecord(record)));
        assert.ok(f >= 0.9, `${record.id}: F ${f}`);
        assert.equal(record.provenance, 'transcribed');
      }
    });
  });

  it('takes style and split from the pull, so that an artist is never on both sides of a split', async () => {
    await withFolder(async (folder) => {
      const rows = Array.from({ length: 40 }, (_, at) => ({
        id: idOf('T', 5, at),
        name: `Track ${at}`,
        artistId: idOf('A', at % 8),
        artist: 'somebody',
        genre: at % 2 === 0 ? 'Deep House' : 'techno',
      }));
      writeFileSync(join(folder, 'tracks.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      for (const { id } of rows.slice(1)) {
        writeDocument(join(folder, 'analysis', `${id}.json`), documentOf(trackOf(RHYTHMS[0]!)));
      }
      const source = spotifyFolderSource(folder, { seed: 1 });
      const splits = new Map<string, Set<string>>();
      const styles = new Set<string>();
      const stats = new SourceStats();
      for await (const { group, split, style } of source.records(stats)) {
        splits.set(group, (splits.get(group) ?? new Set()).add(split));
        styles.add(style);
      }
      assert.equal(splits.size, 8);
      assert.ok([...splits.values()].every(({ size }) => size === 1));
      assert.ok(new Set([...splits.values()].flatMap((split) => [...split])).size > 1);
      assert.deepEqual(styles, new Set(['deep-house', 'techno']));
      assert.deepEqual(stats.filesSkipped, [
        { file: `analysis/${rows[0]!.id}.json`, reason: 'No document of it was pulled.' },
      ]);
    });
  });

  it('skips what is broken, contradictory or a bomb with one sentence each, and reads the rest', async () => {
    await withFolder(async (folder) => {
      const docs = join(folder, 'docs');
      const whole = documentOf(trackOf(RHYTHMS[0]!));
      const withTrack = (changes: object) => ({ ...whole, track: { ...whole.track, ...changes } });
      const packed = (integers: string): string => deflateSync(integers).toString('base64url');
      writeDocument(join(docs, 'good.json'), whole);
      writeDocument(join(docs, 'no beats.json'), { ...whole, beats: undefined });
      writeDocument(join(docs, 'tempo.json'), withTrack({ tempo: 90 }));
      writeDocument(
        join(docs, 'far.json'),
        withTrack({ rhythmstring: packed('11025 32 1 2 9999999999 9999999999') }),
      );
      writeDocument(join(docs, 'bomb.json'), withTrack({ rhythmstring: packed('1 '.repeat(9_000_000)) }));
      writeFileSync(join(docs, 'deep.json'), '['.repeat(10_000_000));
      writeFileSync(join(docs, 'many.json'), `[${'{},'.repeat(1_000_000)}{}]`);
      writeFileSync(join(docs, 'text.json'), 'no JSON');
      writeFileSync(join(docs, 'empty.json'), '');
      writeFileSync(join(docs, 'huge.json'), '');
      truncateSync(join(docs, 'huge.json'), 10_000_000_000);
      const words = ['spotify', docs, '--style', 'house', '--out', join(folder, 'out'), '--json'];
      const { code, stdout, stderr } = await runScript('corpus', words, {
        NODE_OPTIONS: '--max-old-space-size=200',
      });
      assert.equal(code, 0, stderr);
      const { filesRead, filesSkipped } = JSON.parse(stdout) as {
        filesRead: number;
        filesSkipped: { file: string; reason: string }[];
      };
      assert.equal(filesRead, 1);
      const reasons = Object.fromEntries(filesSkipped.map(({ file, reason }) => [file, reason]));
      const expected: Record<string, RegExp> = {
        'bomb.json': /^Its rhythmstring inflates to more than \d+ bytes\.$/,
        'deep.json': /^It holds more values than any audio analysis\.$/,
        'empty.json': /^It is not JSON\.$/,
        'far.json': /^Its keys contradict each other: the rhythmstring goes on past the duration\.$/,
        'huge.json': /^It is larger than \d+ bytes\.$/,
        'many.json': /^It holds more values than any audio analysis\.$/,
        'no beats.json': /^It is no audio analysis: beats: .+\.$/,
        'tempo.json': /^Its keys contradict each other: the tempo is 90 bpm, .+\.$/,
        'text.json': /^It is not JSON\.$/,
      };
      assert.deepEqual(Object.keys(reasons).sort(), Object.keys(expected));
      for (const [file, reason] of Object.entries(expected)) assert.match(reasons[file]!, reason, file);
    });
  }).timeout(60_000);
});

function trackOf(lines: Partial<Record<VoiceId, string>>): Pattern {
  const long = Object.entries(lines).map(([voice, line]) => [voice, repeated(line, 4)]);
  return patternOf(Object.fromEntries(long) as Partial<Record<VoiceId, string>>);
}

/** Snares as claps: with a kick below and a hat above them, both fill the same bands. */
function withoutSnare(pattern: Pattern): Pattern {
  const hits = hitsOf(pattern).map((hit) => ({ ...hit, voice: hit.voice === SNARE ? CLAP : hit.voice }));
  return patternFromHits(pattern.bars, hits);
}

function writeDocument(file: string, document: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(document));
}
