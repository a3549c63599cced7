import { PUSH_BANKS, type Control } from '../device/controls';
import { arrange } from './arrange';
import { cord, type Circuit } from './circuit';
import { DEVICE_WIDTH } from './layout';
import { object } from './objects';
import { panelCircuits } from './panel';
import { BANK_SIZE, EMPTY_BANK_PLACE, type PatcherParts, type PushBank } from './patcher';
import { programCircuits } from './programs';

/** What the patch needs to know of the scripts that it runs. */
export interface PatchScripts {
  /** Names of the frozen files. */
  readonly node: string;
  readonly live: string;
  readonly grid: string;
  /** Outlets of the grid: 0 where it only shows. */
  readonly gridOutlets: number;
}

/** The device's patch from the description of its controls: boxes and cords, placed in both views. */
export function devicePatch(controls: readonly Control[], scripts: PatchScripts): PatcherParts {
  const circuits = [
    midiThrough(),
    ...programCircuits(scripts),
    ...panelCircuits(controls, { file: scripts.grid, outlets: scripts.gridOutlets }),
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
