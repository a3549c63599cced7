// The figures of the audio bench as text for a terminal, each beside its goal where it has one. Called by
// scripts/audio-bench.ts; it measures nothing.

import { VOICES } from '../../rhythm/voices';
import type { HeardLoop } from './labelled-loops';
import type { SceneSummary } from './scene-summary';

/** What is aimed at on loops: the first of these voices reaches the F-measure. */
const GOALS = [
  { voices: ['kick'], f: 0.95 },
  { voices: ['snare', 'clap'], f: 0.85 },
  { voices: ['closed-hat', 'open-hat'], f: 0.85 },
] as const;
const GOAL_ACCURACY1 = 0.95;
const GOAL_SPEED = 40;
const GOAL_LOOP_TEMPO = 0.95;

/** The measurements as lines for a terminal, each with its goal where it has one. */
export function resultTable(
  loops: SceneSummary,
  tracks: SceneSummary,
  heard: readonly HeardLoop[] | undefined,
): string {
  const row = (label: string, read: (summary: SceneSummary) => string, goal = ''): string =>
    `${label.padEnd(26)}${read(loops).padStart(9)}${read(tracks).padStart(9)}   ${goal}`.trimEnd();
  const voiceRows = VOICES.map(({ id, label }) => {
    const goal = GOALS.find(({ voices }) => voices.some((voice) => voice === id));
    return row(`${label}, F`, ({ voices }) => decimals(voices[id].f), goal && `goal ${goal.f}`);
  });
  const lines = [
    `${''.padEnd(26)}${'loops'.padStart(9)}${'tracks'.padStart(9)}`,
    row('scenes', ({ scenes }) => String(scenes)),
    ...voiceRows,
    row('all hats, F', ({ hats }) => decimals(hats), 'goal 0.85'),
    row('snare or clap, F', ({ backbeat }) => decimals(backbeat), 'goal 0.85'),
    row('tempo Accuracy1', ({ accuracy1 }) => decimals(accuracy1), `goal ${GOAL_ACCURACY1} on loops`),
    row('tempo Accuracy2', ({ accuracy2 }) => decimals(accuracy2)),
    row('beats, F', ({ beats }) => decimals(beats)),
    row('downbeat found', ({ downbeats }) => decimals(downbeats)),
    row('timing error, ms', ({ errorMs }) => `${errorMs.median.toFixed(1)}`),
    row('  5th … 95th percentile', ({ errorMs }) => `${errorMs.low.toFixed(0)} … ${errorMs.high.toFixed(0)}`),
    row('speed, × real time', ({ speed }) => speed.toFixed(0), `goal ${GOAL_SPEED}`),
    '',
  ];
  if (heard) {
    const right = heard.filter(({ isRight }) => isRight).length;
    lines.push(
      `Loops in the folder: ${right} of ${heard.length} tempi within 1 % of the file name’s (goal ${GOAL_LOOP_TEMPO * 100} %).`,
      ...heard
        .filter(({ isRight }) => !isRight)
        .map(
          ({ name, labelBpm, heardBpm, reason }) =>
            `  ${name}: named ${labelBpm ?? '–'}, heard ${heardBpm?.toFixed(2) ?? reason ?? '–'}`,
        ),
      '',
    );
  }
  return lines.join('\n');
}

function decimals(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(3);
}
