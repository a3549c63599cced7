import { Device } from './device';
import { fixedName } from './names';
import { LomObject, constant, type LomProperty } from './object';

/** A chain of a rack; in a Drum Rack it also knows which note it answers (−1: all). */
export class Chain extends LomObject {
  readonly type: 'Chain' | 'DrumChain';
  readonly devices: Device[] = [];
  readonly properties: Readonly<Record<string, LomProperty>>;
  override readonly children = { devices: () => this.devices };

  constructor(
    rack: LomObject,
    readonly name: string,
    readonly inNote?: number,
    /** What the devices in the chain get: Live's own default is C3. */
    outNote = 60,
  ) {
    super(rack.world, rack);
    this.type = inNote === undefined ? 'Chain' : 'DrumChain';
    const drum = { out_note: constant(outNote), choke_group: constant(0) };
    this.properties = {
      name: fixedName(() => name),
      color: constant(0),
      mute: constant(0),
      solo: constant(0),
      has_midi_input: constant(1),
      ...(inNote !== undefined ? drum : {}),
      // The note that a chain answers came with Live 12.3; before it only the pads tell it.
      ...(inNote !== undefined && rack.world.isAtLeast(12, 3) ? { in_note: constant(inNote) } : {}),
    };
  }
}

/** One of the 128 pads of a Drum Rack; it is filled when a chain answers its note. */
export class DrumPad extends LomObject {
  readonly type = 'DrumPad';
  constructor(
    private readonly rack: RackDevice,
    readonly note: number,
  ) {
    super(rack.world, rack);
  }
  readonly properties: Readonly<Record<string, LomProperty>> = {
    note: { get: () => this.note },
    // Measured: the note's name on an empty pad, the chain's on a filled one, "Multi" on a layered one.
    name: fixedName(() => (this.chains.length > 1 ? 'Multi' : (this.chains[0]?.name ?? noteName(this.note)))),
    mute: constant(0),
    solo: constant(0),
  };
  override readonly children = { chains: () => this.chains };
  private get chains(): Chain[] {
    return this.rack.chains.filter(({ inNote }) => inNote === this.note);
  }
}

export type RackKind = 'instrument-rack' | 'drum-rack';

/** An Instrument Rack or a Drum Rack. */
export class RackDevice extends Device {
  override readonly type = 'RackDevice';
  readonly chains: Chain[] = [];
  private readonly pads: readonly DrumPad[];
  override readonly children: LomObject['children'] = {
    parameters: () => this.parameters,
    chains: () => this.chains,
    return_chains: () => [],
    drum_pads: () => this.pads,
    visible_drum_pads: () => this.pads.slice(36, 52),
  };

  constructor(parent: LomObject, rackKind: RackKind, name: string) {
    const isDrum = rackKind === 'drum-rack';
    // Only the outermost Drum Rack has pads; one inside another's chain lists none.
    const hasPads = isDrum && !isInsideDrumRack(parent);
    super(parent, {
      name,
      kind: 'instrument',
      className: isDrum ? 'DrumGroupDevice' : 'InstrumentGroupDevice',
      properties: {
        can_have_chains: constant(1),
        can_have_drum_pads: constant(isDrum ? 1 : 0),
        has_drum_pads: constant(hasPads ? 1 : 0),
      },
    });
    this.pads = hasPads ? Array.from({ length: 128 }, (_, note) => new DrumPad(this, note)) : [];
  }
}

function isInsideDrumRack(parent: LomObject | undefined): boolean {
  return parent !== undefined && (parent.type === 'DrumChain' || isInsideDrumRack(parent.parent));
}

const NOTE_NAMES = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'] as const;

/** Live counts octaves so that note 36 is C1. */
function noteName(note: number): string {
  return `${NOTE_NAMES[note % 12]}${Math.floor(note / 12) - 2}`;
}
