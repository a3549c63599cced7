/**
 * A stand-in for Ableton Live and Max in which a frozen device runs on Linux.
 *
 * Modelled: the frozen container, byte by byte; boxes, cords and their firing order; Max's two queues on a virtual
 * clock; live.* controls with ranges, initial values and recall; pattr and dict blobs; `---` names; a v8 file in a
 * bare context; a node.script file in a real child process, in a folder that holds only the files Max would put on
 * disk, with `max-api` over the process's message channel; the Live object model with its refusals, observers, same-pitch rule and
 * undo steps; several devices in one Set; deletion.
 *
 * Stricter than Live: whatever Live lets pass in silence but a device should not do (a message that falls out of
 * a `route`, an unknown box, a cord to nowhere) is recorded in `problems`, beside every error in the Max console.
 *
 * Modelled of playback: Live's transport, whose position runs on the same clock, and the notes that leave the device.
 *
 * Not modelled: audio, the playing of clips, automation, what a window looks like beyond its drawing calls, Push, `js`,
 * `live.object` and `live.observer`, ESM scripts in node.script, and whatever Live does that is documented nowhere:
 * only the manual check list in Live itself settles that.
 */
import type { Atom, Message } from './atoms';
import type { ConsoleLine, Instance, Problem } from './instance';
import { LoadedDevice, type DropOptions, type SavedState } from './loaded-device';
import type { NodeProcess } from './node-process';
import { isDrawn, type DrawnObject, type MouseOptions } from './objects/scripts';
import { isShown, isTyped } from './objects/shown';
import type { Node } from './patch';
import type { LiveSet } from './set';

export type { SavedState } from './loaded-device';

export interface LoadOptions extends Omit<DropOptions, 'beside'> {
  /** A device already loaded: the new one joins its Set and its Max. */
  readonly beside?: LiveHost;
}

/** After so long in real time a device is taken for one that hangs. */
const HANG_MS = 50_000;

/** A player in front of a device: loads it, turns and presses, looks and listens. */
export class LiveHost {
  /** Drops the device on a track and waits until nothing more happens. */
  static async load(amxd: Uint8Array, options: LoadOptions = {}): Promise<LiveHost> {
    const host = LiveHost.drop(amxd, options);
    await host.settle();
    return host;
  }

  /** Drops the device and returns at once: the patch is loaded, the Node process is not up yet. */
  static drop(amxd: Uint8Array, { beside, ...options }: LoadOptions = {}): LiveHost {
    return new LiveHost(new LoadedDevice(amxd, { ...options, ...(beside && { beside: beside.device }) }));
  }

  private constructor(private readonly device: LoadedDevice) {}

  get set(): LiveSet {
    return this.device.set;
  }

  /** Waits (in real time) for the Node process to fall silent while `virtualMs` pass on Max's clock. */
  settle(virtualMs?: number): Promise<void> {
    return this.device.settle(virtualMs);
  }

  /** Lets virtual time pass, as in waiting for a time-out. */
  advance(ms: number): Promise<void> {
    return this.device.settle(ms);
  }

  /**
   * Waits in real time until the condition holds, for work that {@link settle} cannot see the end of.
   * @param limitMs of real time: no test asks how long anything takes, this ends only what would never end. It is less
   * than the time of a test, so that the sentence of this error is read and not mocha's
   * @throws Error after `limitMs`, with what the device shows.
   */
  async until(condition: () => boolean, limitMs = HANG_MS): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<'too late'>((resolve) => {
      timer = setTimeout(() => {
        resolve('too late');
      }, limitMs);
    });
    try {
      for (;;) {
        // A script that never answers lets nothing settle either.
        const reached = await Promise.race([this.settle(0), limit]);
        if (condition()) return;
        if (reached === 'too late') {
          const found = { shown: this.shownTexts(), problems: this.problems };
          throw new Error(`The device did not get there in ${limitMs} ms: ${JSON.stringify(found)}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** What the Set stores of the device; saving also fires live.thisdevice again. */
  save(): Promise<SavedState> {
    return this.device.save();
  }

  /** Loads a preset into the running device: values first, then live.thisdevice again. */
  loadPreset(state: SavedState): Promise<void> {
    return this.device.loadPreset(state);
  }

  /** Deletes the device from the track; no process, timer or observer of it stays behind. */
  delete(): Promise<void> {
    return this.device.delete();
  }

  /** The present value of a control or blob. */
  parameter(longName: string): unknown {
    const parameter = this.device.instance.parameters.get(longName);
    if (!parameter) throw new Error(`The device has no parameter ${longName}.`);
    return parameter.value();
  }

  get parameterNames(): string[] {
    return [...this.device.instance.parameters.keys()];
  }

  /** The player turns a control to a value; a menu also takes the label. The turn itself happens at once. */
  async turn(name: string, value: Atom): Promise<void> {
    this.device.play(this.named(name), (object) => object.receive(0, [value]));
    await this.settle();
  }

  /** The player clicks a button, switch or message box. The click itself happens at once. */
  async press(name: string): Promise<void> {
    const node = this.named(name);
    if (!node.object.click) throw new Error(`${node.box.label} cannot be clicked.`);
    this.device.play(node, (object) => object.click?.());
    await this.settle();
  }

  /** The player types or pastes a text into a field and presses Enter. */
  async type(name: string, text: string): Promise<void> {
    const { box, object } = this.named(name);
    if (!isTyped(object)) throw new Error(`${box.label} takes no text.`);
    this.device.event(() => object.type(text));
    await this.settle();
  }

  /** The player switches the device off or on. */
  async enable(isOn: boolean): Promise<void> {
    this.device.enable(isOn);
    await this.settle();
  }

  /** Sends any message into the first inlet of a box. */
  async send(name: string, ...message: Atom[]): Promise<void> {
    this.device.event(() => this.named(name).object.receive(0, message));
    await this.settle();
  }

  /** The player clicks, or drags through points, on a v8ui; positions in pixels inside it. */
  async mouse(
    name: string,
    points: readonly (readonly [number, number])[],
    options: MouseOptions = {},
  ): Promise<void> {
    this.device.event(() => this.drawn(name).mouse(points, options));
    await this.settle();
  }

  /** What the player picks in the next file dialogs; undefined cancels them. */
  set dialogAnswer(path: string | undefined) {
    this.device.instance.dialogAnswer = path;
  }

  /** Raw MIDI bytes from the track. */
  midi(...bytes: number[]): void {
    this.device.midi(bytes);
  }

  /** What a comment, button, menu or v8ui shows; a drawing's texts are joined by line ends. */
  text(name: string): string {
    return this.named(name).object.shownText?.() ?? '';
  }

  /** The texts of all boxes in the presentation that are not hidden, by scripting name or id. */
  shownTexts(): Record<string, string> {
    const shown = [...this.device.patch.all()].filter(({ box, object }) => object.shownText && isShown(box));
    return Object.fromEntries(
      shown.map(({ box, object }) => [box.json.varname ?? box.json.id, object.shownText!()]),
    );
  }

  /** Whether a box is in the presentation and not hidden. */
  isVisible(name: string): boolean {
    return isShown(this.named(name).box);
  }

  /** An attribute that a message gave to a box, e.g. `hidden`. */
  attribute(name: string, attribute: string): Message | undefined {
    return this.named(name).box.state.get(attribute);
  }

  /** The drawing calls of a v8ui's last paint. */
  picture(name: string): DrawnObject['picture'] {
    return this.drawn(name).picture;
  }

  /** The process of the node.script box, to stall or crash it. */
  get node(): NodeProcess {
    const [node] = this.device.nodes;
    if (!node) throw new Error('The device has no node.script.');
    return node;
  }

  get problems(): Problem[] {
    return this.device.instance.problems;
  }
  get console(): readonly ConsoleLine[] {
    return this.device.instance.console;
  }
  /** Writes of the patch into parameters that Live stores: each may flood its undo history. */
  get parameterWrites(): Instance['parameterWrites'] {
    return this.device.instance.parameterWrites;
  }
  /** How many LiveAPI objects and Tasks its scripts keep. */
  get alive(): Instance['alive'] {
    return this.device.instance.alive;
  }
  /** Messages that arrived at `midiout`. */
  get midiOut(): readonly (readonly number[])[] {
    return this.device.instance.midiOut;
  }
  /** When each of them left, in ms of virtual time. */
  get midiOutMs(): readonly number[] {
    return this.device.instance.midiOutMs;
  }
  /** Virtual time since the first device was loaded, in ms. */
  get nowMs(): number {
    return this.device.instance.runtime.scheduler.nowMs;
  }

  /** A box by its parameter's long name or its scripting name. */
  private named(name: string): Node {
    for (const node of this.device.patch.all()) {
      const longName = node.box.json.saved_attribute_attributes?.valueof?.parameter_longname;
      if (longName === name || node.box.json.varname === name) return node;
    }
    throw new Error(`No box of the device is named ${name}.`);
  }

  private drawn(name: string): DrawnObject {
    const { object, box } = this.named(name);
    if (!isDrawn(object)) throw new Error(`${box.label} is no v8ui.`);
    return object;
  }
}
