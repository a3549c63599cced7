// Draws the grid: history strip, rows of voices and hits. Called by main.ts with Max's mgraphics; keeps
// nothing between two calls.

import { STEPS_PER_BAR, STEPS_PER_BEAT } from '../../../rhythm/grid';
import { VOICES, type VoiceId } from '../../../rhythm/voices';
import {
  frameOf,
  GRID_LEFT,
  HEADER_HEIGHT,
  LOCK_LEFT,
  MARGIN,
  MUTE_LEFT,
  NAME_LEFT,
  PAD_LEFT,
  rowTop,
  stripOf,
  type Frame,
  type Size,
} from '../geometry';
import type { GridView, ViewHit, ViewRow } from '../grid-view';

type Color = readonly [red: number, green: number, blue: number];

/** Dark under every theme of Live, like the displays of Live's own devices. */
const DISPLAY: Color = [0.094, 0.098, 0.11];
const LANE: Color = [0.125, 0.13, 0.145];
const BEAT: Color = [0.165, 0.172, 0.19];
const BAR_LINE: Color = [0.3, 0.31, 0.335];
const WORDS: Color = [0.86, 0.87, 0.88];
const QUIET_WORDS: Color = [0.52, 0.54, 0.57];
const FAINT_WORDS: Color = [0.36, 0.375, 0.4];
const LOCKED: Color = [1, 0.678, 0.337];
const MUTED: Color = [0.93, 0.36, 0.36];
const CHOSEN: Color = [0.2, 0.21, 0.235];
const STAR: Color = [1, 0.84, 0.38];
const MUTED_ALPHA = 0.22;

/** Voices that belong together share a colour, so that a rhythm reads at a glance. */
const FAMILY_COLORS: Readonly<Record<VoiceId, Color>> = {
  kick: [1, 0.55, 0.24],
  snare: [0.31, 0.82, 0.77],
  rim: [0.31, 0.82, 0.77],
  clap: [0.31, 0.82, 0.77],
  'closed-hat': [1, 0.84, 0.38],
  'open-hat': [1, 0.84, 0.38],
  'low-tom': [0.77, 0.58, 0.94],
  'mid-tom': [0.77, 0.58, 0.94],
  'high-tom': [0.77, 0.58, 0.94],
  crash: [0.49, 0.72, 1],
  ride: [0.49, 0.72, 1],
  percussion: [0.62, 0.87, 0.45],
};

const FONT = 'Ableton Sans Medium';
/** Paints the grid: the kick at the bottom as in a Drum Rack, time from left to right. */
export function paintGrid(g: Mgraphics, view: GridView, size: Size): void {
  const [width, height] = size;
  const frame = frameOf(view, size);
  color(g, DISPLAY);
  g.rectangle_rounded(0, 0, width, height, 6, 6);
  g.fill();
  paintHeader(g, view, size);
  paintLanes(g, frame);
  view.rows.forEach((row, voice) => {
    paintRow(g, row, voice, frame);
  });
  for (const hit of view.hits) paintHit(g, hit, frame, view.rows[hit.voice]?.isMuted ?? false);
}

function paintHeader(g: Mgraphics, view: GridView, size: Size): void {
  const isEmpty = view.bars === 0;
  const words = isEmpty ? 'Press Generate for a rhythm, or draw one' : view.title;
  const { left } = stripOf(view, size);
  text(g, words, {
    at: [MARGIN, 10.5],
    size: 9,
    tone: isEmpty ? QUIET_WORDS : WORDS,
    width: isEmpty ? Infinity : left - MARGIN - 6,
  });
  if (isEmpty) return;
  const length = `${view.bars} ${view.bars === 1 ? 'bar' : 'bars'}`;
  const right = `${length}   ${view.position + 1}/${view.stars.length}`;
  g.set_font_size(9);
  const [rightWidth] = g.text_measure(right);
  text(g, right, { at: [size[0] - MARGIN - rightWidth, 10.5], size: 9, tone: QUIET_WORDS });
  paintStrip(g, view, size);
}

/** A mark for every take of the history: starred ones tall and yellow, the current one tall and bright. */
function paintStrip(g: Mgraphics, view: GridView, size: Size): void {
  const { left, tick } = stripOf(view, size);
  const width = Math.max(1, tick - 1);
  view.stars.forEach((isStarred, index) => {
    const isShown = index === view.position;
    const height = isShown || isStarred ? 8 : 4;
    const tone = isStarred ? STAR : isShown ? WORDS : FAINT_WORDS;
    fillBox(g, tone, [left + index * tick, HEADER_HEIGHT / 2 - height / 2, width, height]);
    if (isStarred && isShown) fillBox(g, WORDS, [left + index * tick, HEADER_HEIGHT - 3, width, 1.5]);
  });
}

function paintLanes(g: Mgraphics, frame: Frame): void {
  const { left, top, rowHeight, stepWidth, bars } = frame;
  const width = bars * STEPS_PER_BAR * stepWidth;
  VOICES.forEach((_, row) => {
    fillBox(g, LANE, [left, top + row * rowHeight, width, rowHeight - 1]);
    for (let beat = 0; beat < bars * (STEPS_PER_BAR / STEPS_PER_BEAT); beat += 2) {
      const x = left + beat * STEPS_PER_BEAT * stepWidth;
      fillBox(g, BEAT, [x, top + row * rowHeight, STEPS_PER_BEAT * stepWidth, rowHeight - 1]);
    }
  });
  for (let bar = 1; bar < bars; bar++) {
    const x = Math.round(left + bar * STEPS_PER_BAR * stepWidth);
    fillBox(g, BAR_LINE, [x - 0.5, top, 1, VOICES.length * rowHeight - 1]);
  }
}

function paintRow(g: Mgraphics, row: ViewRow, voice: number, frame: Frame): void {
  const top = rowTop(voice, frame);
  const baseline = top + frame.rowHeight / 2 + 2.6;
  if (row.isChosen) fillBox(g, CHOSEN, [NAME_LEFT - 3, top, GRID_LEFT - NAME_LEFT, frame.rowHeight - 1]);
  paintPadlock(g, row.isLocked, top + frame.rowHeight / 2);
  text(g, 'M', { at: [MUTE_LEFT + 1, baseline], size: 7.5, tone: row.isMuted ? MUTED : FAINT_WORDS });
  const hasOwnPad = row.source !== 'neighbour' && row.source !== 'silent';
  text(g, row.label, {
    at: [NAME_LEFT, baseline],
    size: 8,
    tone: row.isMuted ? FAINT_WORDS : row.isLocked ? LOCKED : hasOwnPad ? WORDS : QUIET_WORDS,
    width: PAD_LEFT - NAME_LEFT - 3,
  });
  text(g, row.pad, {
    at: [PAD_LEFT, baseline],
    size: 7.5,
    tone: hasOwnPad && !row.isMuted ? QUIET_WORDS : FAINT_WORDS,
    width: GRID_LEFT - PAD_LEFT - 4,
  });
}

/** A padlock: bright and shut, or faint and open. */
function paintPadlock(g: Mgraphics, isLocked: boolean, middle: number): void {
  color(g, isLocked ? LOCKED : FAINT_WORDS);
  g.rectangle(LOCK_LEFT + 1, middle - 0.5, 5.5, 3.6);
  g.fill();
  const left = LOCK_LEFT + (isLocked ? 2 : 4.5);
  g.rectangle(left, middle - 3.2, 1, 2.7);
  g.rectangle(left, middle - 3.2, 3.5, 1);
  if (isLocked) g.rectangle(left + 2.5, middle - 3.2, 1, 2.7);
  g.fill();
}

/** Loudness shows as height and brightness, timing as distance from the step. */
function paintHit(g: Mgraphics, hit: ViewHit, frame: Frame, isMuted: boolean): void {
  const { left, rowHeight, stepWidth, bars } = frame;
  const id = VOICES[hit.voice]?.id;
  if (!id) return;
  const width = Math.max(1.5, stepWidth - Math.min(1.5, stepWidth * 0.25));
  const room = left + bars * STEPS_PER_BAR * stepWidth - width;
  const x = Math.min(room, Math.max(left, left + (hit.step + hit.offsetSteps) * stepWidth));
  const lane = rowHeight - 1;
  const height = lane * (0.35 + 0.65 * hit.velocity01);
  const y = rowTop(hit.voice, frame) + lane - height;
  g.set_source_rgba(...FAMILY_COLORS[id], isMuted ? MUTED_ALPHA : 0.35 + 0.65 * hit.velocity01);
  if (width >= 3) g.rectangle_rounded(x, y, width, height, 2, 2);
  else g.rectangle(x, y, width, height);
  g.fill();
}

interface TextStyle {
  readonly at: readonly [x: number, baseline: number];
  readonly size: number;
  readonly tone: Color;
  /** Room in pixels; longer words end in an ellipsis. */
  readonly width?: number;
}

function text(g: Mgraphics, words: string, { at, size, tone, width = Infinity }: TextStyle): void {
  g.select_font_face(FONT);
  g.set_font_size(size);
  color(g, tone);
  g.move_to(...at);
  g.show_text(shortened(g, words, width));
}

function shortened(g: Mgraphics, words: string, width: number): string {
  if (g.text_measure(words)[0] <= width) return words;
  for (let length = words.length - 1; length > 0; length--) {
    const cut = `${words.slice(0, length).trimEnd()}…`;
    if (g.text_measure(cut)[0] <= width) return cut;
  }
  return '';
}

function fillBox(g: Mgraphics, tone: Color, box: readonly [number, number, number, number]): void {
  color(g, tone);
  g.rectangle(...box);
  g.fill();
}

function color(g: Mgraphics, tone: Color): void {
  g.set_source_rgba(...tone, 1);
}
