import assert from 'node:assert/strict';
import { checkAnalysis, parseAnalysis, type Analysis } from '../../../src/corpus/analysis/document';
import { recordsOfAnalysis, rhythmOfAnalysis } from '../../../src/corpus/analysis/rhythm';
import { patternOfRecord, recordSchema } from '../../../src/corpus/record';
import { SourceStats } from '../../../src/corpus/source';
import { hitFMeasure } from '../../../src/rhythm/distance';
import { hitsOf, mapHits, patternFromHits, sliceBars, type Pattern } from '../../../src/rhythm/pattern';
import { voiceIndex, type VoiceId } from '../../../src/rhythm/voices';
import { patternOf } from '../../support/patterns';
import { documentOf, repeated } from './document-fixture';

const ORIGIN = { source: 'fixture', group: 'a.json', style: 'house', split: 'train' } as const;

const HOUSE: Partial<Record<VoiceId, string>> = {
  kick: 'X...X...X...X...X...X...X...X.x.',
  clap: '....X.......X.......X.......X...',
  'closed-hat': 'x.......x..x....x.......x..x....',
  'open-hat': '..x...x...x...x...x...x...x...x.',
};
const BREAK: Partial<Record<VoiceId, string>> = {
  kick: 'X.........X.....X..X......X.....',
  snare: '....X.......X.......X.......X..x',
  'closed-hat': 'x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.',
};

function tracked(lines: Partial<Record<VoiceId, string>>, times: number): Pattern {
  const long = Object.entries(lines).map(([voice, line]) => [voice, repeated(line, times)]);
  return patternOf(Object.fromEntries(long) as Partial<Record<VoiceId, string>>);
}

function recovered(analysis: Analysis): Pattern {
  const { bars } = rhythmOfAnalysis(analysis);
  return patternFromHits(bars.length, bars.flat());
}

describe('the rhythm of an analysed track', () => {
  for (const [name, lines] of Object.entries({ house: HOUSE, breakbeat: BREAK })) {
    it(`is recovered from a document with onsets per band alone, for ${name}`, () => {
      const pattern = tracked(lines, 4);
      const found = recovered(checkAnalysis(documentOf(pattern, { tempoBpm: 127.3 })));
      assert.ok(hitFMeasure(pattern, found) >= 0.9, `F ${hitFMeasure(pattern, found)}`);
    });
  }

  it('keeps swing as offsets from the grid and loudness as velocity', () => {
    const straight = tracked(HOUSE, 2);
    const swung = mapHits(straight, (hit) => (hit.step % 2 === 1 ? { ...hit, offset: 0.25 } : hit));
    const found = hitsOf(recovered(documentOf(swung)));
    const odd = found.filter(({ step }) => step % 2 === 1).map(({ offset }) => offset);
    assert.ok(odd.length > 0 && odd.every((offset) => Math.abs(offset - 0.25) < 0.05));
    const kicks = hitsOf(recovered(documentOf(tracked({ kick: 'X...X..xX...X..x' }, 4))));
    const velocityAt = (step: number): number => kicks.find((hit) => hit.step === step)!.velocity;
    assert.ok(velocityAt(0) > velocityAt(7));
  });

  it('finds the downbeat where the document begins to count in mid-bar and its bars are shifted', () => {
    const pattern = tracked(HOUSE, 4);
    for (const beatsBefore of [1, 2, 3]) {
      const analysis = documentOf(pattern, { startSeconds: 2, beatsBefore });
      const bars = analysis.bars.map((bar) => ({ ...bar, start: bar.start + 60 / 125, confidence: 0.05 }));
      assert.ok(hitFMeasure(pattern, recovered({ ...analysis, bars })) >= 0.9, `${beatsBefore} beats before`);
    }
  });

  it('prefers the drums that an analyser names to any guess from bands', () => {
    const analysis = documentOf(tracked(HOUSE, 2));
    const start = analysis.beats[1]!.start;
    const drums = analysis.beats.map((beat) => ({
      start: beat.start,
      voice: 'ride' as const,
      level: beat.start === start ? -12 : 0,
      confidence: 1,
    }));
    const hits = hitsOf(recovered({ ...analysis, drums }));
    assert.deepEqual(new Set(hits.map(({ voice }) => voice)), new Set([voiceIndex('ride')]));
    assert.ok(hits[1]!.velocity < hits[0]!.velocity);
  });

  it('leaves out bars whose beats are unsure, and gives records that respect four-bar phrases', () => {
    const pattern = tracked(HOUSE, 8);
    const stats = new SourceStats();
    const analysis = documentOf(pattern, { beatConfidence: (beat) => (beat < 16 ? 0.02 : 0.7) });
    const records = recordsOfAnalysis(analysis, ORIGIN, stats);
    assert.deepEqual(
      records.map(({ id }) => id),
      [4, 6, 8, 10, 12, 14].map((bar) => `fixture/a.json#${bar}`),
    );
    assert.equal(stats.dropped.get('bars that were not heard surely enough'), 4);
    for (const record of records) {
      assert.equal(recordSchema.parse(record).provenance, 'transcribed');
      assert.ok(hitFMeasure(patternOfRecord(record), sliceBars(pattern, 0, 2)) >= 0.9);
    }
  });

  it('keeps few windows of a long track: its groove once, and what differs most from it', () => {
    const groove = tracked(HOUSE, 40);
    const varied = mapHits(groove, (hit) => {
      const bar = hit.step >> 4;
      return bar >= 40 && bar < 44 && hit.voice !== 0 && hit.step % 3 === 0 ? undefined : hit;
    });
    const stats = new SourceStats();
    const records = recordsOfAnalysis(documentOf(varied), ORIGIN, stats);
    assert.ok(records.length >= 2 && records.length <= 8, `${records.length} windows`);
    assert.ok(
      records.some(({ id }) => /#4[0-3]$/.test(id)),
      'the bars that differ',
    );
    assert.ok((stats.dropped.get('windows of a track beyond its most repeated and most varied') ?? 0) > 30);
  });

  it('is refused in one sentence when keys are missing or contradict each other', () => {
    const whole = documentOf(tracked(HOUSE, 2));
    const refusals: [Partial<Record<keyof Analysis, unknown>>, RegExp][] = [
      [{ beats: undefined }, /: It is no audio analysis: beats: .+\.$/],
      [{ track: { ...whole.track, duration: -1 } }, /: It is no audio analysis: track\.duration: .+\.$/],
      [{ beats: [...whole.beats].reverse() }, /beats are not in order/],
      [{ track: { ...whole.track, duration: 3 } }, /past a duration of 3 s/],
    ];
    for (const [changes, reason] of refusals) {
      assert.throws(() => parseAnalysis(JSON.stringify({ ...whole, ...changes })), reason);
    }
    const track = (changes: object): Analysis => ({ ...whole, track: { ...whole.track, ...changes } });
    assert.throws(() => rhythmOfAnalysis(track({ tempo: 90 })), /the tempo is 90 bpm, that of the beats 125/);
    assert.throws(() => rhythmOfAnalysis(track({ time_signature: 3 })), /Its time signature is 3\/4/);
    assert.throws(() => rhythmOfAnalysis({ ...whole, beats: whole.beats.slice(0, 5) }), /5 beats/);
    assert.throws(() => rhythmOfAnalysis(track({ rhythmstring: undefined })), /no drums/);
    assert.throws(() => rhythmOfAnalysis(track({ rhythmstring: 'AAAA' })), /rhythmstring is damaged/);
    assert.throws(() => parseAnalysis('{'), /It is not JSON/);
  });
});
