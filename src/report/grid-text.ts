// A pattern as text for a terminal. Used by scripts/generate.

import { BEATS_PER_BAR, STEPS_PER_BAR, STEPS_PER_BEAT } from '../rhythm/grid';
import { hitAt, sliceBars, stepCount, type Hit, type Pattern } from '../rhythm/pattern';
import { VOICES, voiceAt } from '../rhythm/voices';
import { rowsOf, type VoiceSelection } from './rows';

export interface GridTextOptions {
  /** Every voice or only those that sound; `used` unless told. */
  readonly voices?: VoiceSelection;
  /** Columns that a line may take, 80 unless told; what does not fit goes into a block of lines of its own. */
  readonly columns?: number;
}

// Block elements are one column wide in every font; the round glyphs are two in some East Asian ones.
const GLYPHS = { loud: '█', medium: '▅', soft: '▂', rest: '·', bar: '│' } as const;

/** From here on a hit is drawn as loud, and from here on as medium: MIDI velocities 96 and 57 of 127. */
const LOUD = 0.75;
const MEDIUM = 0.45;

const LABEL_COLUMNS = Math.max(...VOICES.map((voice) => voice.label.length)) + 1;

/**
 * Draws a pattern for a terminal: one line a voice with the kick at the bottom, one character a 16th step, a gap
 * between beats, a line between bars, the height of the glyph for loudness. Lines carry no trailing blanks and the
 * text no closing line break.
 */
export function gridText(pattern: Pattern, options: GridTextOptions = {}): string {
  const rows = rowsOf(pattern, options.voices ?? 'used');
  const perBlock = barsPerBlock(pattern.bars, options.columns ?? 80);
  const blocks: string[] = [];
  for (let first = 0; first < pattern.bars; first += perBlock) {
    const part = sliceBars(pattern, first, Math.min(perBlock, pattern.bars - first));
    const lines = rows.map((voice) => voiceLine(part, voice));
    blocks.push([beatLine(first, part.bars), ...lines].join('\n'));
  }
  return blocks.join('\n\n');
}

function voiceLine(pattern: Pattern, voice: number): string {
  let line = voiceAt(voice).label.padEnd(LABEL_COLUMNS);
  for (let step = 0; step < stepCount(pattern); step++) {
    if (step % STEPS_PER_BAR === 0) line += GLYPHS.bar;
    else if (step % STEPS_PER_BEAT === 0) line += ' ';
    line += glyphOf(hitAt(pattern, step, voice));
  }
  return line + GLYPHS.bar;
}

function glyphOf(hit: Hit | undefined): string {
  if (!hit) return GLYPHS.rest;
  if (hit.velocity >= LOUD) return GLYPHS.loud;
  return hit.velocity >= MEDIUM ? GLYPHS.medium : GLYPHS.soft;
}

const BAR_COLUMNS = STEPS_PER_BAR + STEPS_PER_BAR / STEPS_PER_BEAT - 1;

/** As many bars as fit, halved until they do, so that a phrase of four or eight breaks evenly. */
function barsPerBlock(bars: number, columns: number): number {
  let fit = bars;
  while (fit > 1 && LABEL_COLUMNS + 1 + fit * (BAR_COLUMNS + 1) > columns) fit = Math.ceil(fit / 2);
  return fit;
}

/** Numbered as Live numbers them: bar, and bar.beat within it. */
function beatLine(firstBar: number, bars: number): string {
  const beats = Array.from({ length: bars * BEATS_PER_BAR }, (_, at) => {
    const bar = firstBar + Math.floor(at / BEATS_PER_BAR) + 1;
    const beat = at % BEATS_PER_BAR;
    return (beat === 0 ? `${bar}` : `${bar}.${beat + 1}`).padEnd(STEPS_PER_BEAT);
  });
  return `${' '.repeat(LABEL_COLUMNS + 1)}${beats.join(' ')}`.trimEnd();
}
