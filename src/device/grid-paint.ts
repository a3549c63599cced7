import { STEPS_PER_BAR, STEPS_PER_BEAT } from '../rhythm/grid';
import { VOICES, type VoiceId } from '../rhythm/voices';
import type { GridView, ViewHit, ViewRow } from './grid-view';

/** Width and height in pixels. */
export type Size = readonly [width: number, height: number];

type Color = readonly [red: number, green: number, blue: number];

/** The display is dark under every theme of Live, as the displays of Live's own devices are. */
const DISPLAY: Color = [0.094, 0.098, 0.11];
const LANE: Color = [0.125, 0.13, 0.145];
const BEAT: Color = [0.165, 0.172, 0.19];
const BAR_LINE: Color = [0.3, 0.31, 0.335];
const WORDS: Color = [0.86, 0.87, 0.88];
const QUIET_WORDS: Color = [0.52, 0.54, 0.57];
const FAINT_WORDS: Color = [0.36, 0.375, 0.4];

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
const HEADER_HEIGHT = 15;
const MARGIN = 6;
/** Where the pads' names begin, and the grid: past the longest voice, "Closed hat", and a short pad's name. */
const PAD_LEFT = 54;
const GRID_LEFT = 106;
/** Bars that an empty grid shows. */
const EMPTY_BARS = 4;

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly rowHeight: number;
  readonly stepWidth: number;
  readonly bars: number;
}

/** Paints the grid: the kick at the bottom as in a Drum Rack, time from left to right. */
export function paintGrid(g: Mgraphics, view: GridView, [width, height]: Size): void {
  const bars = view.bars > 0 ? view.bars : EMPTY_BARS;
  const frame: Frame = {
    left: GRID_LEFT,
    top: HEADER_HEIGHT,
    rowHeight: (height - HEADER_HEIGHT - MARGIN / 2) / VOICES.length,
    stepWidth: (width - GRID_LEFT - MARGIN) / (bars * STEPS_PER_BAR),
    bars,
  };
  color(g, DISPLAY);
  g.rectangle_rounded(0, 0, width, height, 6, 6);
  g.fill();
  paintHeader(g, view, width);
  paintLanes(g, frame);
  view.rows.forEach((row, voice) => {
    paintRow(g, row, voice, frame);
  });
  for (const hit of view.hits) paintHit(g, hit, frame);
}

function paintHeader(g: Mgraphics, view: GridView, width: number): void {
  const isEmpty = view.bars === 0;
  text(g, isEmpty ? 'Press Generate for a rhythm' : view.title, {
    at: [MARGIN, 10.5],
    size: 9,
    tone: isEmpty ? QUIET_WORDS : WORDS,
  });
  const length = isEmpty ? '' : `${view.bars} ${view.bars === 1 ? 'bar' : 'bars'}`;
  const right = [length, view.place].filter((word) => word !== '').join('   ');
  g.set_font_size(9);
  const [rightWidth] = g.text_measure(right);
  if (right !== '') text(g, right, { at: [width - MARGIN - rightWidth, 10.5], size: 9, tone: QUIET_WORDS });
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
  const baseline = rowTop(voice, frame) + frame.rowHeight / 2 + 2.6;
  const hasOwnPad = row.source !== 'neighbour' && row.source !== 'silent';
  text(g, row.label, {
    at: [MARGIN, baseline],
    size: 8,
    tone: hasOwnPad ? WORDS : QUIET_WORDS,
    width: PAD_LEFT - MARGIN - 3,
  });
  text(g, row.pad, {
    at: [PAD_LEFT, baseline],
    size: 7.5,
    tone: hasOwnPad ? QUIET_WORDS : FAINT_WORDS,
    width: GRID_LEFT - PAD_LEFT - 4,
  });
}

/** Loudness shows as height and brightness, timing as distance from the step. */
function paintHit(g: Mgraphics, hit: ViewHit, frame: Frame): void {
  const { left, rowHeight, stepWidth, bars } = frame;
  const id = VOICES[hit.voice]?.id;
  if (!id) return;
  const width = Math.max(1.5, stepWidth - Math.min(1.5, stepWidth * 0.25));
  const room = left + bars * STEPS_PER_BAR * stepWidth - width;
  const x = Math.min(room, Math.max(left, left + (hit.step + hit.offsetSteps) * stepWidth));
  const lane = rowHeight - 1;
  const height = lane * (0.35 + 0.65 * hit.velocity01);
  const y = rowTop(hit.voice, frame) + lane - height;
  g.set_source_rgba(...FAMILY_COLORS[id], 0.35 + 0.65 * hit.velocity01);
  if (width >= 3) g.rectangle_rounded(x, y, width, height, 2, 2);
  else g.rectangle(x, y, width, height);
  g.fill();
}

function rowTop(voice: number, { top, rowHeight }: Frame): number {
  return top + (VOICES.length - 1 - voice) * rowHeight;
}

interface TextStyle {
  readonly at: readonly [x: number, baseline: number];
  readonly size: number;
  readonly tone: Color;
  /** Room in pixels; longer words end in dots. */
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
