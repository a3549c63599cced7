// What a turned control, a stroke in the grid and a move on the morph pad do: each is passed to the part it
// concerns. Called by program.ts.

import { isButton, type ControlId } from '../controls/controls';
import type { Parts } from './parts';
import { FROM_GRID, FROM_PAD } from '../protocol/selectors';

/** A control was turned or pressed, or Live has restored its value. */
export function control(
  { dictionaries, settings, panel, buttons, pad, player, models, voices }: Parts,
  id: ControlId,
  value: unknown,
): void {
  if (isButton(id)) {
    // Values restored by Live at load are not presses: they arrive before live.thisdevice, or are 0.
    if (!dictionaries.isOpen || value === 0) return;
    if (id === 'loadModel') panel.askForModel();
    else buttons.press(id);
    return;
  }
  const set = settings.turn(id, value);
  if (id === 'morphX') pad.turn('x', set / 100);
  else if (id === 'morphY') pad.turn('y', set / 100);
  else if (!dictionaries.isOpen) return;
  else if (id === 'play') player.setOn(set === 1);
  else if (id === 'model') models.chooseFromMenu(set);
  else voices.control(id, set);
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
