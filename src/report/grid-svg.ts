// A pattern as an SVG picture, in a page or as a file of its own. Used by the pages of evaluation,
// exploration and training, by scripts/generate and by the audio bench.

import { BEATS_PER_BAR, STEPS_PER_BAR, STEPS_PER_BEAT } from '../rhythm/grid';
import { hitsOf, stepCount, type Pattern, type PlacedHit } from '../rhythm/pattern';
import { voiceAt } from '../rhythm/voices';
import { escapeMarkup } from './html';
import { FONT, voiceColour } from './palette';
import { rowsOf, type VoiceSelection } from './rows';
import { STANDALONE_STYLE } from './standalone';

export interface GridSvgOptions {
  /** Every voice or only those that sound; `used` unless told. */
  readonly voices?: VoiceSelection;
  /** Width and height of a cell in pixels, 16 unless told. */
  readonly cellPx?: number;
  /** Read out in place of the picture; made from the pattern unless told. */
  readonly title?: string;
  /** Without names of voices and numbers of beats, for many small pictures side by side. */
  readonly bare?: boolean;
  /** For a file of its own: brings its colours of words and lines, light and dark, along. */
  readonly standalone?: boolean;
}

/** Where the cells of a drawing begin, and how large they are, in pixels. */
interface Frame {
  readonly left: number;
  readonly top: number;
  readonly cell: number;
}

const LABEL_PX = 78;
const HEAD_PX = 18;
const EDGE_PX = 9;

/**
 * Draws a pattern as an SVG: one row a voice with the kick at the bottom, one column a 16th step. A hit is the taller
 * and the more opaque the louder it is, and stands as far right (late) or left (early) of its cell's middle as it is
 * off the grid. Equal patterns give equal strings.
 */
export function gridSvg(pattern: Pattern, options: GridSvgOptions = {}): string {
  const cell = options.cellPx ?? 16;
  const rows = rowsOf(pattern, options.voices ?? 'used');
  const steps = stepCount(pattern);
  const frame: Frame = { left: options.bare ? EDGE_PX : LABEL_PX, top: options.bare ? 1 : HEAD_PX, cell };
  const width = frame.left + steps * cell + EDGE_PX;
  const height = frame.top + rows.length * cell + 2;
  const title = escapeMarkup(options.title ?? describe(pattern, rows));
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" class="grid" role="img" viewBox="0 0 ${px(width)} ${px(height)}" width="${px(width)}" height="${px(height)}" font-family="${escapeMarkup(FONT)}" font-size="11">`,
    `<title>${title}</title>`,
    options.standalone ? STANDALONE_STYLE : '',
    beatShades(steps, rows.length, frame),
    gridLines(steps, rows.length, frame),
    options.bare ? '' : beatNumbers(steps, cell),
    options.bare ? '' : rowLabels(rows, cell),
    hits(pattern, rows, frame),
    '</svg>',
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function describe(pattern: Pattern, rows: readonly number[]): string {
  const all = hitsOf(pattern);
  const counts = rows.map((voice) => {
    const count = all.filter((hit) => hit.voice === voice).length;
    return `${voiceAt(voice).label.toLowerCase()} ${count}`;
  });
  const bars = pattern.bars === 1 ? '1 bar' : `${pattern.bars} bars`;
  return all.length === 0 ? `Silence, ${bars}` : `Rhythm of ${bars}, hits: ${counts.reverse().join(', ')}`;
}

function beatShades(steps: number, rowCount: number, { left, top, cell }: Frame): string {
  const rects: string[] = [];
  for (let step = STEPS_PER_BEAT; step < steps; step += 2 * STEPS_PER_BEAT) {
    rects.push(
      `<rect x="${px(left + step * cell)}" y="${top}" width="${px(STEPS_PER_BEAT * cell)}" height="${px(rowCount * cell)}"/>`,
    );
  }
  return `<g fill="currentColor" fill-opacity=".06">${rects.join('')}</g>`;
}

function gridLines(steps: number, rowCount: number, { left, top, cell }: Frame): string {
  const columns = Array.from({ length: steps + 1 }, (_, step) => step);
  const draw = (chosen: readonly number[]): string =>
    chosen.map((step) => `M${px(left + step * cell)} ${top}v${px(rowCount * cell)}`).join('');
  const rows = Array.from(
    { length: rowCount + 1 },
    (_, row) => `M${left} ${px(top + row * cell)}h${px(steps * cell)}`,
  );
  const isBar = (step: number): boolean => step % STEPS_PER_BAR === 0;
  const isBeat = (step: number): boolean => step % STEPS_PER_BEAT === 0;
  const line = (path: string, opacity: string, weight = 1): string =>
    `<path d="${path}" stroke-opacity="${opacity}" stroke-width="${weight}"/>`;
  return [
    '<g stroke="currentColor" fill="none">',
    line(rows.join('') + draw(columns.filter((step) => !isBeat(step))), '.12'),
    line(draw(columns.filter((step) => isBeat(step) && !isBar(step))), '.3'),
    line(draw(columns.filter(isBar)), '.7', 1.5),
    '</g>',
  ].join('');
}

/** Numbered as Live numbers them: bar, and bar.beat within it. */
function beatNumbers(steps: number, cell: number): string {
  const words: string[] = [];
  for (let step = 0; step < steps; step += STEPS_PER_BEAT) {
    const bar = Math.floor(step / STEPS_PER_BAR) + 1;
    const beat = (step / STEPS_PER_BEAT) % BEATS_PER_BAR;
    const text = beat === 0 ? String(bar) : `${bar}.${beat + 1}`;
    words.push(`<text x="${px(LABEL_PX + step * cell + 2)}" y="${HEAD_PX - 5}">${text}</text>`);
  }
  return `<g fill="currentColor" fill-opacity=".65" font-size="10">${words.join('')}</g>`;
}

function rowLabels(rows: readonly number[], cell: number): string {
  const words = rows.map((voice, row) => {
    const y = px(HEAD_PX + (row + 0.5) * cell + 4);
    return `<text x="${LABEL_PX - 8}" y="${y}">${escapeMarkup(voiceAt(voice).label)}</text>`;
  });
  return `<g fill="currentColor" text-anchor="end">${words.join('')}</g>`;
}

function hits(pattern: Pattern, rows: readonly number[], frame: Frame): string {
  const all = hitsOf(pattern);
  return rows
    .map((voice, row) => {
      const rects = all.filter((hit) => hit.voice === voice).map((hit) => hitRect(hit, row, frame));
      return rects.length === 0 ? '' : `<g fill="${voiceColour(voice)}">${rects.join('')}</g>`;
    })
    .join('');
}

function hitRect(hit: PlacedHit, row: number, { left, top, cell }: Frame): string {
  const width = cell * 0.62;
  const margin = Math.min(3, cell / 4);
  const height = (cell - margin) * (0.3 + 0.7 * hit.velocity);
  const x = left + (hit.step + 0.5 + hit.offset) * cell - width / 2;
  const y = top + (row + 1) * cell - margin / 2 - height;
  const opacity = px(0.35 + 0.65 * hit.velocity);
  return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" rx="1.5" fill-opacity="${opacity}"/>`;
}

function px(value: number): string {
  return String(Math.round(value * 100) / 100);
}
