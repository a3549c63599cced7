import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import {
  bandOnsets,
  decodeRhythmstring,
  encodeRhythmstring,
  onsetSeconds,
} from '../../../src/corpus/analysis/rhythmstring';

function packed(integers: string): string {
  return deflateSync(integers).toString('base64url');
}

describe('a rhythmstring', () => {
  it('holds sampling rate, hop, number of bands, and each band as a count and the hops between onsets', () => {
    const { sampleRate, hopSamples, bands } = decodeRhythmstring(packed('11025 32 2 3 10 5 5 1 7'));
    assert.deepEqual({ sampleRate, hopSamples }, { sampleRate: 11025, hopSamples: 32 });
    assert.deepEqual(bands, [[10, 15, 20], [7]]);
    assert.ok(Math.abs(onsetSeconds({ sampleRate, hopSamples, bands })[0]![0]! - 320 / 11025) < 1e-12);
  });

  it('comes back as it went in, whatever the onsets', () => {
    const band = fc.uniqueArray(fc.nat(100_000), { maxLength: 40 }).map((hops) => hops.sort((a, b) => a - b));
    fc.assert(
      fc.property(fc.array(band, { minLength: 1, maxLength: 8 }), (bands) => {
        const onsets = { sampleRate: 11025, hopSamples: 32, bands };
        assert.deepEqual(decodeRhythmstring(encodeRhythmstring(onsets)), onsets);
      }),
    );
  });

  it('keeps times to the hop, 2.9 ms', () => {
    const [back] = onsetSeconds(decodeRhythmstring(encodeRhythmstring(bandOnsets([[0.1, 0.5, 0.5001]]))));
    assert.equal(back!.length, 2, 'two onsets in one hop are one');
    assert.ok(Math.abs(back![1]! - 0.5) < 0.0015);
  });

  it('is refused in a sentence when it is damaged, contradicts its own counts, or is a bomb', () => {
    for (const broken of [
      '',
      'AAAA',
      packed(''),
      packed('11025 32'),
      packed('0 32 1 0'),
      packed('11025 32 2 1 5'),
      packed('11025 32 1 9 1 1'),
      packed('11025 32 1 1 5 5'),
      packed('11025 32 1 1 -5'),
      packed('11025 32 1 1 nine'),
    ]) {
      assert.throws(() => decodeRhythmstring(broken), /^AnalysisError: Its rhythmstring is damaged\.$/);
    }
    const bomb = deflateSync(Buffer.alloc(17_000_000, '1 ')).toString('base64url');
    assert.ok(bomb.length < 50_000);
    assert.throws(() => decodeRhythmstring(bomb), /inflates to more than 16000000 bytes/);
  });
});
