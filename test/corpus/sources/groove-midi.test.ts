import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCorpus } from '../../../src/corpus/writing/build-corpus';
import { grooveSource } from '../../../src/corpus/sources/groove-midi';
import { houseVersion, isHouseShaped } from '../../../src/corpus/sources/groove-house';
import { writeMidi } from '../../../src/midi';
import { emptyPattern, type PlacedHit } from '../../../src/rhythm/pattern';
import { voiceIndex } from '../../../src/rhythm/voices';
import {
  FLOOR,
  ROCK,
  midiOf,
  recordsIn,
  withFolder,
  writeTarGz,
  writeZip,
  type NamedContent,
} from '../support/fixtures';

const HEAD =
  'drummer,session,id,style,bpm,beat_type,time_signature,midi_filename,audio_filename,duration,split';

function infoLine(
  file: string,
  style: string,
  split: string,
  changes: { bpm?: number; metre?: string } = {},
): string {
  return `drummer1,s,s/1,${style},${changes.bpm ?? 120},beat,${changes.metre ?? '4-4'},${file},x.wav,8.0,${split}`;
}

/** An archive like Groove MIDI's: info.csv and files below groove/. */
function grooveFiles(): NamedContent[] {
  const other = { ...ROCK, snare: [4, 12, 15] };
  return [
    { name: 'groove/LICENSE', content: 'CC BY 4.0' },
    { name: 'groove/d1/1_rock.mid', content: midiOf([ROCK, ROCK, other], -0.1) },
    { name: 'groove/d1/2_dance.mid', content: midiOf([FLOOR, { ...FLOOR, ride: [0] }]) },
    { name: 'groove/d1/3_waltz.mid', content: midiOf([ROCK, ROCK]) },
    { name: 'groove/d1/4_broken.mid', content: Uint8Array.from([1, 2, 3]) },
    { name: 'groove/d1/5_unlisted.mid', content: midiOf([ROCK, ROCK]) },
    { name: 'groove/d1/._1_rock.mid', content: 'what macOS leaves' },
    { name: 'groove/d1/7_fill.mid', content: midiOf([other]) },
    {
      name: 'groove/info.csv',
      content: [
        HEAD,
        infoLine('d1/1_rock.mid', 'rock/indie', 'test'),
        infoLine('d1/2_dance.mid', 'dance/disco', 'train'),
        infoLine('d1/3_waltz.mid', 'jazz', 'train', { metre: '3-4' }),
        infoLine('d1/4_broken.mid', 'rock', 'train'),
        infoLine('d1/6_missing.mid', 'rock', 'train'),
        infoLine('d1/7_fill.mid', 'rock', 'validation'),
      ].join('\n'),
    },
  ];
}

describe('the Groove MIDI source', () => {
  it('cuts windows of two bars at a hop of one, by style and the official split', async () => {
    await withFolder(async (folder) => {
      const archive = await writeTarGz(join(folder, 'g.tar.gz'), grooveFiles());
      const manifest = await buildCorpus(grooveSource(archive, { seed: 1 }), join(folder, 'out'));
      const records = await recordsIn(join(folder, 'out'));
      assert.deepEqual(
        records.map(({ id, style, split }) => [id, style, split]),
        [
          ['groove/d1/1_rock.mid#0', 'rock', 'test'],
          ['groove/d1/1_rock.mid#1', 'rock', 'test'],
          ['groove/d1/2_dance.mid#0', 'disco', 'train'],
          ['groove-house/d1/2_dance.mid#0', 'house', 'train'],
        ],
      );
      assert.equal(manifest.bars, 6);
      assert.equal(manifest.filesRead, 3);
    });
  });

  it('removes the constant by which a kit runs early, and keeps the rest of the timing', async () => {
    await withFolder(async (folder) => {
      const archive = await writeTarGz(join(folder, 'g.tar.gz'), grooveFiles());
      await buildCorpus(grooveSource(archive, { seed: 1 }), join(folder, 'out'));
      const [first] = (await recordsIn(join(folder, 'out'))).filter(({ split }) => split === 'test');
      // The file is a tenth of a step early; a downbeat cannot be written before zero, so it seems late.
      assert.deepEqual(
        first?.hits.map(([step, , , offset]) => [step, offset]).filter(([step]) => step! < 8),
        [
          [0, 0.1],
          [0, 0.1],
          [4, 0],
          [4, 0],
        ],
      );
    });
  });

  it('lists every file it skips with the reason', async () => {
    await withFolder(async (folder) => {
      const archive = await writeTarGz(join(folder, 'g.tar.gz'), grooveFiles());
      const { filesSkipped, dropped } = await buildCorpus(
        grooveSource(archive, { seed: 1 }),
        join(folder, 'out'),
      );
      assert.deepEqual(filesSkipped, [
        { file: 'd1/3_waltz.mid', reason: 'Its time signature is 3/4, not 4/4.' },
        { file: 'd1/4_broken.mid', reason: 'It is not a MIDI file: it does not begin with the header MThd.' },
        { file: 'groove/d1/5_unlisted.mid', reason: 'It is not listed in info.csv.' },
        { file: 'd1/6_missing.mid', reason: 'It is listed in info.csv but not in the archive.' },
      ]);
      assert.equal(dropped['files shorter than two bars'], 1);
    });
  });

  it('reads the official .zip as it reads the .tar.gz', async () => {
    await withFolder(async (folder) => {
      const files = grooveFiles();
      const tar = await writeTarGz(join(folder, 'g.tar.gz'), files);
      const zip = writeZip(join(folder, 'g.zip'), files);
      const [a, b] = [join(folder, 'a'), join(folder, 'b')];
      assert.deepEqual(
        await buildCorpus(grooveSource(tar, { seed: 1 }), a),
        await buildCorpus(grooveSource(zip, { seed: 1 }), b),
      );
    });
  });

  it('writes nothing outside its folder for a name that leads out of the archive', async () => {
    await withFolder(async (folder) => {
      const evil = [...grooveFiles(), { name: '../evil.mid', content: midiOf([ROCK, ROCK]) }];
      for (const archive of [
        writeZip(join(folder, 'g.zip'), evil),
        await writeTarGz(join(folder, 'g.tgz'), evil),
      ]) {
        const { filesSkipped } = await buildCorpus(
          grooveSource(archive, { seed: 1 }),
          join(folder, 'deep', 'out'),
        );
        assert.ok(filesSkipped.some(({ reason }) => reason === 'Its name leads out of the archive.'));
        assert.ok(!existsSync(join(folder, 'evil.mid')) && !existsSync(join(folder, 'deep', 'evil.mid')));
      }
    });
  });

  it('says so when an archive is not Groove MIDI, is damaged or cut short, or is no archive at all', async () => {
    await withFolder(async (folder) => {
      const failsWith = async (archive: string, reason: RegExp): Promise<void> => {
        await assert.rejects(buildCorpus(grooveSource(archive, { seed: 1 }), join(folder, 'out')), reason);
        assert.ok(!existsSync(join(folder, 'out')));
      };
      const whole = await writeTarGz(join(folder, 'g.tar.gz'), grooveFiles());
      const bytes = readFileSync(whole);
      const cut = join(folder, 'cut.tar.gz');
      writeFileSync(cut, bytes.subarray(0, bytes.length / 2));
      await failsWith(cut, /cut\.tar\.gz is damaged or cut short/);
      const zip = readFileSync(writeZip(join(folder, 'g.zip'), grooveFiles()));
      const cutZip = join(folder, 'cut.zip');
      writeFileSync(cutZip, zip.subarray(0, zip.length / 2));
      await failsWith(cutZip, /cut\.zip is damaged or cut short/);
      await failsWith(
        await writeTarGz(join(folder, 'none.tgz'), [{ name: 'a.mid', content: '' }]),
        /contains no info\.csv/,
      );
      const text = join(folder, 'text.zip');
      writeFileSync(text, 'not an archive');
      await failsWith(text, /neither a \.zip nor a \.tar\.gz/);
      await failsWith(join(folder, 'nowhere.zip'), /Could not read .*nowhere\.zip: there is no such file/);
    });
  });

  it('refuses tempos that no record may hold, or the corpus could be written but not read', async () => {
    await withFolder(async (folder) => {
      const archive = await writeTarGz(join(folder, 'g.tar.gz'), [
        { name: 'info.csv', content: [HEAD, infoLine('s.mid', 'rock', 'train', { bpm: 0 })].join('\n') },
        { name: 's.mid', content: midiOf([ROCK, ROCK]) },
      ]);
      await assert.rejects(
        buildCorpus(grooveSource(archive, { seed: 1 }), join(folder, 'out')),
        /Could not read info\.csv in /,
      );
    });
  });

  it('passes over files too large to be drums', async () => {
    await withFolder(async (folder) => {
      const huge = { name: 'groove/d1/3_waltz.mid', content: new Uint8Array(2_000_001) };
      const files = grooveFiles().map((file) => (file.name === huge.name ? huge : file));
      const archive = await writeTarGz(join(folder, 'g.tar.gz'), files);
      const { filesSkipped } = await buildCorpus(grooveSource(archive, { seed: 1 }), join(folder, 'out'));
      assert.equal(filesSkipped[0]?.reason, 'It is larger than 2000000 bytes.');
    });
  });

  it('finds nothing in a silent file, and says which', async () => {
    await withFolder(async (folder) => {
      const silent = writeMidi(emptyPattern(2), { tempoBpm: 120, trackName: 'x' });
      const archive = await writeTarGz(join(folder, 'g.tar.gz'), [
        { name: 'info.csv', content: [HEAD, infoLine('s.mid', 'rock', 'train')].join('\n') },
        { name: 's.mid', content: silent },
      ]);
      await assert.rejects(
        buildCorpus(grooveSource(archive, { seed: 1 }), join(folder, 'out')),
        /s\.mid: It has no drum notes/,
      );
    });
  });
});

describe('the house version of a played window', () => {
  const KICK = voiceIndex('kick');
  const SNARE = voiceIndex('snare');
  const CLAP = voiceIndex('clap');
  const HAT = voiceIndex('closed-hat');
  const hits = (kicks: readonly number[]): PlacedHit[] =>
    [0, 16].flatMap((bar) => [
      ...kicks.map((step) => ({ step: bar + step, voice: KICK, velocity: 58 / 127, offset: 0.2 })),
      ...[4, 9, 12].map((step) => ({ step: bar + step, voice: SNARE, velocity: 0.7, offset: -0.2 })),
      ...[2, 6, 10, 14].map((step) => ({ step: bar + step, voice: HAT, velocity: 0.6, offset: 0 })),
    ]);

  it('is made only of four-on-the-floor with a backbeat and hats between, at a tempo for dancing', () => {
    assert.ok(isHouseShaped(hits([0, 4, 8, 12]), 124));
    assert.ok(!isHouseShaped(hits([0, 4, 8, 12]), 160));
    assert.ok(!isHouseShaped(hits([0, 8, 10]), 124));
    assert.ok(!isHouseShaped(hits([0, 2, 4, 6, 8, 10, 12]), 124));
    assert.ok(
      !isHouseShaped(
        hits([0, 4, 8, 12]).filter(({ voice }) => voice !== HAT),
        124,
      ),
    );
    assert.ok(
      !isHouseShaped(
        hits([0, 4, 8, 12]).filter(({ voice, step }) => voice !== SNARE || step !== 12),
        124,
      ),
    );
  });

  it('has a kick as loud and as tight as a machine’s', () => {
    const kick = houseVersion(hits([0, 4, 8, 12]), true).find(({ voice }) => voice === KICK);
    assert.equal(Math.round((kick?.velocity ?? 0) * 127), 98);
    assert.ok(Math.abs((kick?.offset ?? 0) - 0.025) < 1e-9);
  });

  it('doubles the backbeat with a clap or moves it there, and leaves ghosts on the snare', () => {
    const stepsOf = (version: readonly PlacedHit[], wanted: number): number[] =>
      version.filter(({ voice }) => voice === wanted).map(({ step }) => step);
    const moved = houseVersion(hits([0, 4, 8, 12]), true);
    assert.deepEqual(stepsOf(moved, CLAP), [4, 12, 20, 28]);
    assert.deepEqual(stepsOf(moved, SNARE), [9, 25]);
    const doubled = houseVersion(hits([0, 4, 8, 12]), false);
    assert.deepEqual(stepsOf(doubled, CLAP), [4, 12, 20, 28]);
    assert.deepEqual(stepsOf(doubled, SNARE), [4, 9, 12, 20, 25, 28]);
  });
});
