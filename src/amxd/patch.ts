// Joins the circuits of this device into one patch: MIDI through, the programs, the panel and the objects
// that play notes. Called by device.ts, which gives it the controls and the names of the scripts.

import { PUSH_BANKS, type Control } from '../device/controls/controls';
import { arrange } from './patcher/arrange';
import { cord, type Circuit } from './circuits/circuit';
import { DEVICE_WIDTH } from './circuits/layout';
import { object } from './patcher/objects';
import { panelCircuits } from './circuits/panel-circuits';
import { BANK_SIZE, EMPTY_BANK_PLACE, type PatcherParts, type PushBank } from './patcher/patcher';
import { playerCircuit } from './circuits/player';
import { programCircuits } from './circuits/programs';

/** The scripts that the patch runs, by the names of their frozen files. */
export interface PatchScripts {
  readonly node: string;
  readonly live: string;
  readonly grid: string;
  readonly pad: string;
}

/** Boxes and cords of all circuits, placed in both views, and the banks of Push. */
export function devicePatch(controls: readonly Control[], scripts: PatchScripts): PatcherParts {
  const circuits = [
    midiThrough(),
    playerCircuit(),
    ...programCircuits(scripts),
    ...panelCircuits(controls, scripts),
  ];
  const cords = circuits.flatMap((circuit) => circuit.cords);
  const boxes = arrange(
    circuits.flatMap((circuit) => circuit.boxes),
    cords,
  );
  return { kind: 'midiEffect', width: DEVICE_WIDTH, boxes, cords, banks: pushBanks(controls) };
}

/** MIDI passes through whatever the scripts do. */
function midiThrough(): Circuit {
  return {
    boxes: [object('midiin', 'midiin'), object('midiout', 'midiout')],
    cords: [cord('midiin', 'midiout')],
  };
}

function pushBanks(controls: readonly Control[]): PushBank[] {
  return PUSH_BANKS.map((name, bank) => {
    const parameters = new Array<string>(BANK_SIZE).fill(EMPTY_BANK_PLACE);
    for (const { push, longName } of controls) if (push?.[0] === bank) parameters[push[1]] = longName;
    return { name, parameters };
  });
}
