// The values of the controls: kept in range, turned into a generation request and back. live/ holds them
// (pages/current-settings.ts); the preview and scripts make their example requests with it.

import { BAR_CHOICES, type BarChoice } from '../../rhythm/grid';
import { Random } from '../../rhythm/random';
import { CONTROLS, MAX_SEED, TARGETS, control, isButton, type SettingId, type Target } from './controls';
import type { GenerateCommand } from '../protocol/payloads';
import { asNumber } from '../protocol/wire';

/** The values of the controls that hold one, by id; enumerations hold their index. */
export type Settings = Readonly<Record<SettingId, number>>;

export const INITIAL_SETTINGS = Object.fromEntries(
  CONTROLS.filter(({ id }) => !isButton(id)).map(({ id, initial }) => [id, initial]),
) as Settings;

/** Changes one value, kept inside the control's range; a value that is not a number changes nothing. */
export function withValue(settings: Settings, id: SettingId, value: unknown): Settings {
  const number = asNumber(value);
  if (number === undefined) return settings;
  const { range, unit, kind } = control(id);
  // The length of these menus changes while the device runs.
  const [least, most] = id === 'style' || id === 'model' ? [0, Number.MAX_SAFE_INTEGER] : range;
  const whole = unit === 'integer' || kind === 'menu' || kind === 'tab' || kind === 'toggle';
  const kept = Math.min(most, Math.max(least, whole ? Math.round(number) : number));
  return { ...settings, [id]: kept };
}

export function targetOf(settings: Settings): Target {
  return TARGETS[settings.target]!;
}

export function barsOf(settings: Settings): BarChoice {
  return BAR_CHOICES[settings.bars]!;
}

/** How many rhythms a press of Generate asks for. */
export function countOf(settings: Settings): number {
  return targetOf(settings) === 'fill' ? settings.fillCount : 1;
}

/** The request for these settings; a style index beyond the model's list is its last style. */
export function commandOf(settings: Settings, styles: readonly string[]): GenerateCommand {
  return {
    seed: settings.seed,
    count: countOf(settings),
    style: styles[Math.min(settings.style, styles.length - 1)] ?? '',
    bars: barsOf(settings),
    density: share(settings.density),
    variation: share(settings.variation),
    swing: share(settings.swing),
    humanise: share(settings.humanise),
    temperature: rounded(settings.temperature),
    ...leaning('syncopation', settings.syncopation),
    ...leaning('hatOpenness', settings.hatOpenness),
    ...leaning('energy', settings.energy),
    styleStrength: share(settings.styleStrength),
    fill: share(settings.fill),
  };
}

/**
 * The settings that a request came from, the reverse of {@link commandOf}: what a request does not carry stays as it
 * is, but an absent syncopation, hat openness or energy is the middle. The style must be one of `styles`.
 */
export function settingsOf(
  command: Omit<GenerateCommand, 'count' | 'only'>,
  settings: Settings,
  styles: readonly string[],
): Settings {
  const values: Partial<Record<SettingId, number>> = {
    seed: command.seed,
    style: styles.indexOf(command.style),
    bars: BAR_CHOICES.findIndex((bars) => bars === command.bars),
    temperature: command.temperature,
    syncopation: leaningOf(command.syncopation),
    hatOpenness: leaningOf(command.hatOpenness),
    energy: leaningOf(command.energy),
  };
  for (const id of ['density', 'variation', 'swing', 'humanise', 'styleStrength', 'fill'] as const) {
    values[id] = rounded(command[id] * 100);
  }
  return Object.entries(values).reduce(
    (kept, [id, value]) => withValue(kept, id as SettingId, value),
    settings,
  );
}

/** In the middle nothing is asked for: the model decides. */
function leaning<Name extends string>(name: Name, percent: number): Partial<Record<Name, number>> {
  const share01 = rounded((percent + 100) / 200);
  return (share01 === 0.5 ? {} : { [name]: share01 }) as Partial<Record<Name, number>>;
}

function leaningOf(share01 = 0.5): number {
  return rounded(share01 * 200 - 100);
}

/**
 * A new seed from the clock and the previous seed, so that two devices and two presses differ. Everything after it
 * follows from the seed alone.
 */
export function drawSeed(nowMs: number, previousSeed: number): number {
  const moment = Math.floor(Math.abs(nowMs)) % 2 ** 32;
  return Random.fromSeed(moment * 2 ** 20 + previousSeed).integer(MAX_SEED + 1);
}

function share(percent: number): number {
  return rounded(percent / 100);
}

/**
 * Live passes a parameter as a 32-bit float and Max may print it on the way: three decimals, a tenth of a percent,
 * survive both, so a recalled Set asks for exactly the same rhythm.
 */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
