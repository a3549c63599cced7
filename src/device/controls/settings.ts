// The values of the controls: kept in range, turned into a generation request and back. live/ holds them
// (pages/current-settings.ts); the preview and scripts make their example requests with it.

import { REQUEST_VALUES, VALUE_NAMES, type ValueName } from '../../engine/request/request-values';
import { BAR_CHOICES, type BarChoice } from '../../rhythm/grid';
import { Random } from '../../rhythm/random';
import { CONTROLS, MAX_SEED, TARGETS, control, isButton, type SettingId, type Target } from './controls';
import type { CommandValues, GenerateCommand } from '../protocol/payloads';
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
  const asked = VALUE_NAMES.map((name) => [name, askedBy(name, settings[name])] as const);
  return {
    seed: settings.seed,
    count: countOf(settings),
    style: styles[Math.min(settings.style, styles.length - 1)] ?? '',
    bars: barsOf(settings),
    ...(Object.fromEntries(asked.filter(([, value]) => value !== undefined)) as CommandValues),
  };
}

/**
 * The settings that a request came from, the reverse of {@link commandOf}: what a request does not carry stays as it
 * is, but an absent value whose dial leans is the middle. The style must be one of `styles`.
 */
export function settingsOf(
  command: Omit<GenerateCommand, 'count' | 'only'>,
  settings: Settings,
  styles: readonly string[],
): Settings {
  const values = VALUE_NAMES.map((name) => [name, settingFor(name, command[name])] as const);
  const carried: Readonly<Record<CarriedId, number>> = {
    seed: command.seed,
    style: styles.indexOf(command.style),
    bars: BAR_CHOICES.findIndex((bars) => bars === command.bars),
    ...(Object.fromEntries(values) as Record<ValueName, number>),
  };
  return Object.entries(carried).reduce(
    (kept, [id, value]) => withValue(kept, id as CarriedId, value),
    settings,
  );
}

/** The settings that the text of a rhythm, and so a request without count and variation, carries. */
type CarriedId = Exclude<keyof GenerateCommand, 'count' | 'only'>;

/** What a dial at this setting asks for; undefined where the model decides. */
function askedBy(name: ValueName, setting: number): number | undefined {
  switch (REQUEST_VALUES[name].dial) {
    case 'percent':
      return rounded(setting / 100);
    case 'leaning': {
      const share01 = rounded((setting + 100) / 200);
      return share01 === 0.5 ? undefined : share01;
    }
    case 'plain':
      return rounded(setting);
  }
}

/** Where a dial stands that asks for this value. */
function settingFor(name: ValueName, value: number | undefined): number {
  switch (REQUEST_VALUES[name].dial) {
    case 'percent':
      return rounded(value! * 100);
    case 'leaning':
      return rounded((value ?? 0.5) * 200 - 100);
    case 'plain':
      return value!;
  }
}

/**
 * A new seed from the clock and the previous seed, so that two devices and two presses differ. Everything after it
 * follows from the seed alone.
 */
export function drawSeed(nowMs: number, previousSeed: number): number {
  const moment = Math.floor(Math.abs(nowMs)) % 2 ** 32;
  return Random.fromSeed(moment * 2 ** 20 + previousSeed).integer(MAX_SEED + 1);
}

/**
 * Live passes a parameter as a 32-bit float and Max may print it on the way: three decimals, a tenth of a percent,
 * survive both, so a recalled Set asks for exactly the same rhythm.
 */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
