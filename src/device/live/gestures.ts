// What a turned control, a stroke in the grid and a move on the morph pad do: each is passed to the part it
// concerns. Called by program.ts.

import type { ValueName } from '../../engine/request/request-values';
import { isButton, type ControlId, type SettingId } from '../controls/controls';
import type { Parts } from './parts';
import { FROM_GRID, FROM_PAD } from '../protocol/selectors';

type Turned = (parts: Parts, value: number) => void;

/** Nothing at once: the value is read when a request, a clip or a corner is made. */
const laterRead: Turned = () => undefined;

/**
 * What a turned control does beside having another value; those of a request's values do no more. Typed so that the
 * compiler reports a missing one.
 */
const TURNED: Readonly<Record<Exclude<SettingId, ValueName>, Turned>> = {
  target: laterRead,
  fillCount: laterRead,
  keepCopy: laterRead,
  bars: laterRead,
  seed: laterRead,
  newSeed: laterRead,
  cornerSource: laterRead,
  liveUpdate: laterRead,
  style: ({ models }) => {
    models.styleTurned();
  },
  page: () => undefined, // the patcher alone shows it
  play: ({ player }, value) => {
    player.setOn(value === 1);
    player.describe();
  },
  model: ({ models }, value) => {
    models.chooseFromMenu(value);
  },
  morphX: ({ pad }, value) => {
    pad.turn('x', value / 100);
  },
  morphY: ({ pad }, value) => {
    pad.turn('y', value / 100);
  },
  voice: ({ voices }, value) => {
    voices.choose(value - 1);
  },
  voiceLock: ({ voices }, value) => {
    voices.set({ isLocked: value === 1 });
  },
  voiceMute: ({ voices }, value) => {
    voices.set({ isMuted: value === 1 });
  },
  voiceVelocity: ({ voices }, value) => {
    voices.set({ velocityPercent: Math.round(value) });
  },
  voiceNote: ({ voices }, value) => {
    voices.set({ note: Math.round(value) });
  },
  chokeHats: ({ writer }) => {
    writer.follow();
  },
};

/** A control was turned or pressed, or Live has restored its value. */
export function control(parts: Parts, id: ControlId, value: unknown): void {
  const { dictionaries, settings, panel, buttons } = parts;
  if (isButton(id)) {
    // Values restored by Live at load are not presses: they arrive before live.thisdevice, or are 0.
    if (!dictionaries.isOpen || value === 0) return;
    if (id === 'loadModel') panel.askForModel();
    else buttons.press(id);
    return;
  }
  const set = settings.turn(id, value);
  const acting: Readonly<Partial<Record<SettingId, Turned>>> = TURNED;
  if (dictionaries.isOpen) acting[id]?.(parts, set);
  // Before live.thisdevice values are recalled, not turned: the dot goes to its place and asks for nothing.
  else if (id === 'morphX') parts.pad.place('x', set / 100);
  else if (id === 'morphY') parts.pad.place('y', set / 100);
}

export function fromGrid(
  { currentRhythm, writer, voices }: Parts,
  word: string,
  [first, ...others]: readonly (number | undefined)[],
): void {
  if (first === undefined) return;
  const [voice = 0, velocity = 0, offset = 0] = others;
  if (word === FROM_GRID.hit) currentRhythm.draw({ step: first, voice, velocity, offset });
  else if (word === FROM_GRID.lock) voices.toggleLock(first);
  else if (word === FROM_GRID.mute) voices.toggleMute(first);
  else if (word === FROM_GRID.voice) voices.choose(first);
  else if (word === FROM_GRID.take) writer.jump(first);
}

/**
 * A move on the morph pad. The axes' parameters are written only when the mouse is released: every write is a step in
 * the undo history.
 */
export function fromPad(
  { pad, settings, panel }: Parts,
  word: string,
  [x, y]: readonly (number | undefined)[],
): void {
  if (x === undefined || y === undefined) return;
  pad.move(x, y);
  if (word !== FROM_PAD.drop) return;
  for (const [id, share] of [
    ['morphX', x],
    ['morphY', y],
  ] as const) {
    panel.showValue(id, settings.turn(id, share * 100));
  }
}
