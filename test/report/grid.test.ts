import assert from 'node:assert/strict';
import { emptyPattern, patternFromHits, type PlacedHit } from '../../src/rhythm/pattern';
import { VOICES, voiceIndex, type VoiceId } from '../../src/rhythm/voices';
import { gridSvg } from '../../src/report/grid-svg';
import { gridText } from '../../src/report/grid-text';

/** One bar of house: kick on every beat, a clap on 2 and 4, an open hat between the beats. */
const HOUSE = patternFromHits(1, [
  ...[0, 4, 8, 12].map((step) => hit('kick', step, 1)),
  ...[4, 12].map((step) => hit('clap', step, 0.6)),
  ...[2, 6, 10, 14].map((step) => hit('open-hat', step, 0.3)),
]);

describe('the terminal grid', () => {
  it('puts the kick at the bottom, where a Drum Rack has it', () => {
    assert.equal(
      gridText(HOUSE),
      [
        '            1    1.2  1.3  1.4',
        'Open hat   │··▂· ··▂· ··▂· ··▂·│',
        'Clap       │···· ▅··· ···· ▅···│',
        'Kick       │█··· █··· █··· █···│',
      ].join('\n'),
    );
  });

  it('breaks long patterns into even blocks, so that no line wraps in a terminal of 80 columns', () => {
    const lines = gridText(patternFromHits(8, [hit('kick', 127, 1)])).split('\n');
    assert.ok(lines.every((line) => line.length <= 80));
    assert.equal(lines.filter((line) => line.startsWith('Kick')).length, 4);
    assert.match(lines.at(-2)!, /^ +7 +7\.2 +7\.3 +7\.4 +8 +8\.2 +8\.3 +8\.4$/);
  });

  it('shows every voice of a silent pattern, because an empty picture would look like a failure', () => {
    assert.equal(gridText(emptyPattern(1)).split('\n').length, 1 + VOICES.length);
  });
});

describe('the drawn grid', () => {
  it('gives the same string for the same pattern, because pages are compared byte by byte', () => {
    assert.equal(gridSvg(HOUSE), gridSvg(patternFromHits(1, [...hitsBackwards()])));
  });

  it('shows only the voices that sound unless all are asked for', () => {
    assert.deepEqual(labels(gridSvg(HOUSE)), ['Open hat', 'Clap', 'Kick']);
    assert.equal(labels(gridSvg(HOUSE, { voices: 'all' })).length, VOICES.length);
  });

  it('moves a late hit to the right and an early one to the left by their share of a cell', () => {
    const on = hitX(0);
    assert.ok(Math.abs(hitX(0.5) - on - 5) < 0.011);
    assert.ok(Math.abs(on - hitX(-0.25) - 2.5) < 0.011);
  });

  it('draws a louder hit taller and more opaque, so that dynamics show in print as well', () => {
    const [soft, loud] = [0.2, 1].map((velocity) =>
      firstHit(gridSvg(patternFromHits(1, [hit('kick', 0, velocity)]))),
    );
    assert.ok(soft!.height < loud!.height);
    assert.ok(soft!.opacity < loud!.opacity);
  });

  it('says in words what it shows, for readers who cannot see it', () => {
    assert.match(gridSvg(HOUSE), /<title>Rhythm of 1 bar, hits: kick 4, clap 2, open hat 4<\/title>/);
    assert.match(gridSvg(HOUSE, { title: 'A & B <c>' }), /<title>A &amp; B &lt;c&gt;<\/title>/);
  });

  it('brings its own colours into a file of its own, because an image inherits none from its page', () => {
    assert.ok(gridSvg(HOUSE, { standalone: true }).includes('prefers-color-scheme:dark'));
    assert.ok(!gridSvg(HOUSE).includes('<style'));
  });
});

function hit(voice: VoiceId, step: number, velocity: number, offset = 0): PlacedHit {
  return { voice: voiceIndex(voice), step, velocity, offset };
}

function* hitsBackwards(): Iterable<PlacedHit> {
  for (const step of [14, 10, 6, 2]) yield hit('open-hat', step, 0.3);
  for (const step of [12, 4]) yield hit('clap', step, 0.6);
  for (const step of [12, 8, 4, 0]) yield hit('kick', step, 1);
}

function labels(svg: string): string[] {
  const group = /text-anchor="end">(.*?)<\/g>/.exec(svg)?.[1] ?? '';
  return [...group.matchAll(/>([^<]+)<\/text>/g)].map((match) => match[1]!);
}

function hitX(offset: number): number {
  return firstHit(gridSvg(patternFromHits(1, [hit('kick', 3, 1, offset)]), { cellPx: 10 })).x;
}

function firstHit(svg: string): { x: number; height: number; opacity: number } {
  const [, x, height, opacity] =
    /<rect x="([\d.]+)" y="[\d.]+" width="[\d.]+" height="([\d.]+)" rx="1.5" fill-opacity="([\d.]+)"/.exec(
      svg,
    )!;
  return { x: Number(x), height: Number(height), opacity: Number(opacity) };
}
