// The figures of the controls as text for a terminal. Called by scripts/controls.ts; it measures nothing.

import { textTable } from '../../report/text-table';
import type { ControlsFigures } from './controls-figures';
import type { LikenessFigures } from './measure-likeness';
import type { LockFigures, Quality } from './measure-locks';
import type { MemoryFigures } from './measure-memory';
import type { MorphFigures } from './measure-morph';
import type { ControlFigures } from './sweep-control';

/** The first columns are aligned left. */
const WORD_COLUMNS = 2;

/** The figures as text: one table, and a paragraph for each of the others. */
export function controlsText({ controls, locks, likeness, morph, memory }: ControlsFigures): string {
  const parts = [controls.length > 0 ? controlTable(controls) : undefined];
  if (locks) parts.push(lockText(locks));
  if (likeness) parts.push(likenessText(likeness));
  if (morph) parts.push(morphText(morph));
  if (memory) parts.push(memoryText(memory));
  return parts.filter((part) => part !== undefined).join('\n\n');
}

function controlTable(rows: readonly ControlFigures[]): string {
  const head = ['control', 'what is measured', 'asked', 'got', 'rank corr.', 'error', 'requests', 'time'];
  const range = (ends: readonly [number, number] | null): string =>
    ends ? ends.map((value) => value.toFixed(2)).join(' … ') : 'less … more';
  return textTable(
    [
      head,
      ...rows.map((row) => [
        row.control,
        row.measure,
        range(row.asked),
        range(row.got),
        row.rankCorrelation.toFixed(3),
        row.error?.toFixed(3) ?? '–',
        String(row.requests - row.unmeasured),
        `${row.milliseconds.toFixed(0)} ms`,
      ]),
    ],
    WORD_COLUMNS,
  );
}

function lockText({ requests, changed, milliseconds, ...sets }: LockFigures): string {
  const names = ['unlocked', 'locked', 'independent'] as const;
  const metrics = Object.keys(sets.locked) as (keyof Quality)[];
  const rows = names.map((name) => [name, ...metrics.map((metric) => sets[name][metric].toFixed(4))]);
  return (
    `Locks: ${requests} random lock sets, ${changed} of which changed a locked voice; ${milliseconds.toFixed(0)} ms each.\n` +
    textTable([['completed', ...metrics], ...rows], WORD_COLUMNS)
  );
}

function likenessText(figures: LikenessFigures): string {
  return (
    `Like: ${figures.patterns} held-out rhythms, recovered by the network alone with a hit F-measure of ` +
    `${figures.meanFMeasure.toFixed(3)} (mean), ${figures.medianFMeasure.toFixed(3)} (median), ` +
    `${percent(figures.wellRecovered)} at 0.9 or more; ${percent(figures.refused)} refused; ` +
    `${figures.milliseconds.toFixed(0)} ms each.`
  );
}

function morphText(figures: MorphFigures): string {
  return (
    `Morph: ${figures.pads} pads crossed in ${figures.moves} moves: ${figures.meanCells.toFixed(2)} cells per move ` +
    `(at most ${figures.mostCells}) of ${figures.hits.toFixed(0)} hits, ${figures.cornerCells.toFixed(0)} from side ` +
    `to side; ${figures.cornersLost} corners lost; ${figures.milliseconds.toFixed(0)} ms each.`
  );
}

function memoryText(figures: MemoryFigures): string {
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
  return (
    `Memory: after ${figures.requests} requests ${figures.tensorsAfter} tensors (${figures.tensorsBefore} before), ` +
    `${megabytes(figures.residentAfter)} resident (${megabytes(figures.residentBefore)} once warm).`
  );
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
