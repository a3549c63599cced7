// A corpus source of drum stems whose hits were heard beforehand and lie in a bars.json, under styles
// that the caller names track by track. Called by scripts/corpus.

import { UNIT_BARS } from '../../rhythm/grid';
import { patternFromHits, type PlacedHit } from '../../rhythm/pattern';
import { CLAP, CLOSED_HAT, KICK, OPEN_HAT, SNARE } from '../../rhythm/voices';
import type { SourceDescription } from '../manifest';
import { recordHits } from '../record';
import type { CorpusSource, SourceStats } from '../source';
import { MIN_HITS_PER_BAR, windowsOf, type RhythmWindow } from '../windows/windows';
import { STEM_RULES, barsOfTrack, readStemTracks } from './stem-bars';

const STEMS: SourceDescription = {
  name: 'stems',
  licence: 'CC0 1.0',
  credit:
    'Software-Entwicklungskit, “Everything is Free”: drum stems dedicated to the public domain, transcribed.',
  url: 'https://github.com/ichbinsoftware/everythingisfree',
  provenance: 'transcribed',
  rules: [
    'Only tracks that a style was named for are read, all windows of them for training; the others are set aside.',
    ...STEM_RULES,
    `Windows of two bars start at every bar; those with a bar of fewer than ${MIN_HITS_PER_BAR} hits or without a kick are left out, and those without a snare or clap, or without a hat: there a stem plays alone.`,
  ],
};

/**
 * Two-bar windows of the tracks that `styles` names, all of them training material.
 * @throws Error with a sentence when the file cannot be read, or has no track of a name
 */
export async function stemsSource(file: string, styles: ReadonlyMap<string, string>): Promise<CorpusSource> {
  const tracks = await readStemTracks(file);
  for (const name of styles.keys()) {
    if (tracks.has(name)) continue;
    throw new Error(`${file} has no track “${name}”; its tracks are ${[...tracks.keys()].join(', ')}.`);
  }
  return {
    descriptions: [STEMS],
    *records(stats) {
      stats.drop('tracks set aside', tracks.size - styles.size);
      for (const [name, track] of tracks) {
        const style = styles.get(name);
        if (style === undefined) continue;
        stats.filesRead++;
        const bars = barsOfTrack(track, stats);
        stats.bars += bars.length;
        for (const window of wholeWindows(bars, stats)) {
          yield {
            id: `${STEMS.name}/${name}#${window.bar}`,
            source: STEMS.name,
            group: name,
            split: 'train',
            style,
            provenance: STEMS.provenance,
            tempoBpm: track.bpm,
            hits: recordHits(patternFromHits(UNIT_BARS, window.hits)),
          };
        }
      }
    },
  };
}

/** Windows in which the whole kit plays. */
function wholeWindows(bars: readonly PlacedHit[][], stats: SourceStats): RhythmWindow[] {
  const withKick = bars.map((bar) => (has(bar, KICK) ? bar : []));
  stats.drop(
    'bars without a kick',
    bars.filter((bar) => bar.length >= MIN_HITS_PER_BAR && !has(bar, KICK)).length,
  );
  const windows = windowsOf(withKick, stats);
  const whole = windows.filter(({ hits }) => has(hits, SNARE, CLAP) && has(hits, CLOSED_HAT, OPEN_HAT));
  stats.drop('windows without a snare or clap, or without a hat', windows.length - whole.length);
  return whole;
}

function has(hits: readonly PlacedHit[], ...voices: readonly number[]): boolean {
  return hits.some(({ voice }) => voices.includes(voice));
}
