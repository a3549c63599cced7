import assert from 'node:assert/strict';
import { makeScene, type Scene } from '../../../src/measure/audio-bench/drum-scene';
import { SAMPLE_RATE } from '../../../src/measure/audio-bench/sound-samples';
import { fMeasure, scoreOf, sumMatches } from '../../../src/measure/audio-bench/scene-score';
import { checkAnalysis, type Analysis } from '../../../src/corpus/analysis/document';
import { rhythmOfAnalysis } from '../../../src/corpus/analysis/rhythm';
import { decodeRhythmstring } from '../../../src/corpus/analysis/rhythmstring';
import { analyseSound, tempoOfName } from '../../../src/corpus/audio/analyse';
import { Random } from '../../../src/rhythm/random';
import { VOICES } from '../../../src/rhythm/voices';

function heard({ samples }: Scene, tempoBpm?: number): Analysis {
  return analyseSound({ sampleRate: SAMPLE_RATE, samples }, tempoBpm === undefined ? {} : { tempoBpm });
}

function loop(seed: number, bars = 4): Scene {
  return makeScene({ bars, isLoop: true }, Random.fromSeed(seed));
}

describe('hearing audio', function () {
  this.timeout(60_000);

  it('finds tempo, beats and the kick of loops on kits that it was not fitted on', () => {
    const scores = [11, 12, 13, 14, 15].map((seed) => {
      const scene = loop(seed);
      return scoreOf(heard(scene), scene);
    });
    assert.ok(scores.every(({ accuracy1 }) => accuracy1));
    assert.ok(fMeasure(sumMatches(scores.map(({ beats }) => beats))) > 0.95);
    assert.ok(fMeasure(sumMatches(scores.map(({ voices }) => voices.kick))) > 0.95);
  });

  it('hears a hit once where several bands rise one after the other', () => {
    for (const seed of [11, 12, 13]) {
      const { drums = [] } = heard(loop(seed));
      for (const { id } of VOICES) {
        const starts = drums.filter(({ voice }) => voice === id).map(({ start }) => start);
        starts.slice(1).forEach((start, at) => {
          assert.ok(start - starts[at]! > 0.04, `${id} at ${starts[at]} and ${start}`);
        });
      }
    }
  });

  it('gives a document that passes its own check, with every key of an analysis', () => {
    const scene = loop(21);
    const analysis = checkAnalysis(JSON.parse(JSON.stringify(heard(scene))));
    assert.equal(decodeRhythmstring(analysis.track.rhythmstring!).bands.length, 8);
    assert.equal(analysis.tatums.length, 2 * analysis.beats.length);
    const end = analysis.segments.at(-1)!;
    assert.ok(
      Math.abs(end.start + end.duration - analysis.track.duration) < 0.1,
      'segments reach to the end',
    );
    analysis.segments.slice(1).forEach(({ start }, at) => {
      const before = analysis.segments[at]!;
      assert.ok(Math.abs(before.start + before.duration - start) < 1e-9, 'segments are contiguous');
    });
  });

  it('reads a loop of four bars as four bars, its first beat a downbeat', () => {
    const scene = loop(31);
    const analysis = heard(scene);
    assert.equal(analysis.bars.length, 4);
    assert.ok(analysis.bars[0]!.start < 0.02);
    assert.equal(rhythmOfAnalysis(analysis).bars.length, 4);
  });

  it('uses a tempo that it is told as it is', () => {
    const scene = loop(41);
    const { track, beats } = heard(scene, scene.tempoBpm);
    assert.equal(track.tempo, scene.tempoBpm);
    assert.ok(Math.abs(beats[8]!.start - beats[0]!.start - (8 * 60) / scene.tempoBpm) < 1e-9);
  });

  it('finds where the bars begin in a track that sets in mid-bar', () => {
    const scene = makeScene({ bars: 12, isLoop: false }, Random.fromSeed(52));
    const score = scoreOf(heard(scene), scene);
    assert.ok(score.downbeat);
    assert.ok(fMeasure(score.beats) > 0.9);
  });

  it('hears the same thing in the same sound, bit for bit', () => {
    assert.deepEqual(heard(loop(61, 2)), heard(loop(61, 2)));
  });

  it('refuses a sound that is silent or too short, with a sentence', () => {
    const refusal = (samples: Float32Array, reason: RegExp): void => {
      assert.throws(() => analyseSound({ sampleRate: 44_100, samples }), reason);
    };
    refusal(new Float32Array(44_100 * 5), /^AudioError: It is silent\.$/);
    refusal(new Float32Array(44_100 * 5).fill(1e-4), /^AudioError: It is silent\.$/);
    refusal(new Float32Array(44_100).fill(0.5), /^AudioError: It is shorter than 2 seconds\.$/);
  });

  it('survives noise, a steady tone and a single click', () => {
    const random = Random.fromSeed(1);
    for (const sampleAt of [
      () => random.uniform() - 0.5,
      (at: number) => Math.sin(at / 20),
      (at: number) => (at === 90_000 ? 1 : 0),
    ]) {
      const samples = new Float32Array(44_100 * 4).map((_, at) => sampleAt(at));
      checkAnalysis(JSON.parse(JSON.stringify(analyseSound({ sampleRate: 44_100, samples }))));
    }
  });
});

describe('the tempo in a file name', () => {
  it('is a number beside bpm, and nothing else', () => {
    const names = [
      '120bpm_hse_001.mp3',
      'loop_126.5 BPM.wav',
      'x-98-bpm.ogg',
      '909_kit.wav',
      '12000bpm.wav',
      '999bpm.wav',
    ];
    assert.deepEqual(names.map(tempoOfName), [120, 126.5, 98, undefined, undefined, undefined]);
  });
});
