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
 * Not modelled: audio and playback, automation, what a window looks like beyond its drawing calls, Push, `js`,
 * `live.object` and `live.observer`, ESM scripts in node.script, and whatever Live does that is documented nowhere:
 * only the manual check list in Live itself settles that.
 */
import type { Atom, Message } from './atoms';
import { readFrozenDevice } from './container';
import {
  createMaxRuntime,
  report,
  type ConsoleLine,
  type Instance,
  type NodeOptions,
  type Problem,
} from './instance';
import { placeInSet } from './live-bridge';
import { Device } from './lom/device';
import { Chain } from './lom/rack';
import { Track } from './lom/track';
import type { NodeProcess } from './node-process';
import { isNode } from './objects/node-script';
import { isDrawn, type DrawnObject, type MouseOptions } from './objects/scripts';
import { isShown } from './objects/shown';
import { Patch, type Node } from './patch';
import { parsePatcher } from './patcher-json';
import { emptySet, type LiveSet } from './set';

/** What a Set or preset holds of a device: values by parameter_longname. */
export interface SavedState {
  readonly values: Readonly<Record<string, unknown>>;
}

export interface LoadOptions {
  /** The Set it is dropped into; by default one empty MIDI track. */
  readonly set?: LiveSet;
  /** A device already loaded: the new one joins its Set and its Max. */
  readonly beside?: LiveHost;
  /** Path of the track or chain, e.g. `live_set tracks 0 devices 0 chains 1`. */
  readonly at?: string;
  /** What `---` becomes; by default a number of its own per device. */
  readonly instanceId?: string;
  readonly savedState?: SavedState;
  readonly node?: NodeOptions;
}

/** How much virtual time passes, in ms, while the host waits for a device to come to rest. */
const REST_MS = 100;

export class LiveHost {
  readonly set: LiveSet;
  readonly patch: Patch;
  private readonly instance: Instance;
  private readonly liveDevice: Device;
  private readonly nodes: readonly NodeProcess[];
  private readonly family: LiveHost[];

  /** Drops the device on a track and waits until nothing more happens. */
  static async load(amxd: Uint8Array, options: LoadOptions = {}): Promise<LiveHost> {
    const host = LiveHost.drop(amxd, options);
    await host.settle();
    return host;
  }

  /** Drops the device and returns at once: the patch is loaded, the Node process is not up yet. */
  static drop(amxd: Uint8Array, options: LoadOptions = {}): LiveHost {
    return new LiveHost(amxd, options);
  }

  private constructor(amxd: Uint8Array, options: LoadOptions) {
    const frozen = readFrozenDevice(amxd);
    const json = parsePatcher(frozen.patcherText, frozen.fileName);
    this.set = options.beside?.set ?? options.set ?? emptySet();
    this.family = options.beside?.family ?? [];
    this.family.push(this);
    const runtime = options.beside?.instance.runtime ?? createMaxRuntime();
    const { world } = this.set;
    world.currentBurst = () => runtime.scheduler.burst;
    this.liveDevice = dropDevice(
      this.set,
      options.at ?? 'live_set tracks 0',
      frozen.fileName.replace(/\.amxd$/, ''),
    );
    this.instance = {
      id: options.instanceId ?? String(this.family.length).padStart(3, '0'),
      device: frozen,
      runtime,
      world,
      liveObjectId: this.liveDevice.id,
      nodeOptions: options.node ?? {},
      console: [],
      problems: [],
      parameters: new Map(),
      parameterWrites: [],
      midiOut: [],
      writtenFiles: new Map(),
      isLiveReady: false,
      isPlayerActing: false,
      isDisposed: false,
    };
    placeInSet(this.instance, this.set);
    const declaredType = Buffer.from(frozen.deviceType, 'latin1').readUInt32BE();
    if (json.project?.amxdtype !== declaredType) {
      const text = `project.amxdtype is ${json.project?.amxdtype}, the header says ${frozen.deviceType} (${declaredType})`;
      report(this.instance, { kind: 'patch', where: frozen.fileName, text });
    }
    let patch: Patch | undefined;
    this.event(() => (patch = new Patch(this.instance, json)));
    this.patch = patch!;
    this.nodes = [...this.patch.all()].flatMap(({ object }) => (isNode(object) ? [object.process] : []));
    this.comeUp(options.savedState);
  }

  /** Values first, then loadbang, then live.thisdevice: only from there on is Live within reach. */
  private comeUp(saved: SavedState | undefined): void {
    this.event(() => this.recall(saved));
    this.event(() => this.everyObject((object) => object.loadbang?.()));
    this.instance.isLiveReady = true;
    this.announceLive();
  }

  private announceLive(): void {
    this.event(() => this.everyObject((object) => object.liveReady?.()));
  }

  private recall(saved: SavedState | undefined): void {
    for (const [name, parameter] of this.instance.parameters) {
      const stored = parameter.visibility === 2 ? undefined : saved?.values[name];
      if (stored === undefined) parameter.restoreInitial();
      else parameter.restore(stored);
    }
  }

  private everyObject(act: (object: Node['object']) => void): void {
    for (const { object } of this.patch.all()) act(object);
  }

  /** One top-level event in the main thread and all that it puts into the queue. */
  private event(action: () => void): void {
    const { scheduler } = this.instance.runtime;
    scheduler.run('low', action);
    scheduler.drain();
  }

  /** Waits (in real time) for the Node processes to fall silent while `virtualMs` pass on Max's clock. */
  async settle(virtualMs = REST_MS): Promise<void> {
    const { scheduler } = this.instance.runtime;
    const until = scheduler.nowMs + virtualMs;
    for (;;) {
      scheduler.drain();
      for (const host of this.family) await Promise.all(host.nodes.map((node) => node.quiet()));
      scheduler.drain();
      const { nextDueMs } = scheduler;
      if (nextDueMs === undefined || nextDueMs > until) break;
      scheduler.runNextTimer();
    }
    scheduler.nowMs = Math.max(scheduler.nowMs, until);
  }

  /** Lets virtual time pass, as in waiting for a time-out. */
  async advance(ms: number): Promise<void> {
    await this.settle(ms);
  }

  /** The present value of a control or blob. */
  parameter(longName: string): unknown {
    const parameter = this.instance.parameters.get(longName);
    if (!parameter) throw new Error(`The device has no parameter ${longName}.`);
    return parameter.value();
  }

  get parameterNames(): string[] {
    return [...this.instance.parameters.keys()];
  }

  /** The player turns a control to a value; a menu also takes the label. The turn itself happens at once. */
  async turn(name: string, value: Atom): Promise<void> {
    this.play(this.named(name), (object) => object.receive(0, [value]));
    await this.settle();
  }

  /** The player clicks a button, switch or message box. The click itself happens at once. */
  async press(name: string): Promise<void> {
    const node = this.named(name);
    if (!node.object.click) throw new Error(`${node.box.label} cannot be clicked.`);
    this.play(node, (object) => object.click?.());
    await this.settle();
  }

  /** Sends any message into the first inlet of a box. */
  async send(name: string, ...message: Atom[]): Promise<void> {
    this.event(() => this.named(name).object.receive(0, message));
    await this.settle();
  }

  /** The player clicks, or drags through points, on a v8ui; positions in pixels inside it. */
  async mouse(
    name: string,
    points: readonly (readonly [number, number])[],
    options: MouseOptions = {},
  ): Promise<void> {
    this.event(() => this.drawn(name).mouse(points, options));
    await this.settle();
  }

  /** Raw MIDI bytes from the track into every `midiin`. */
  midi(...bytes: number[]): void {
    const { scheduler } = this.instance.runtime;
    const inputs = [...this.patch.all()].filter(({ box }) => box.name === 'midiin');
    scheduler.run('high', () => {
      for (const { object } of inputs) for (const byte of bytes) object.receive(0, [byte]);
    });
    scheduler.drain();
  }

  /** What a comment, button, menu or v8ui shows; a drawing's texts are joined by line ends. */
  text(name: string): string {
    return this.named(name).object.shownText?.() ?? '';
  }

  /** The texts of all boxes in the presentation that are not hidden, by scripting name or label. */
  shownTexts(): Record<string, string> {
    const shown = [...this.patch.all()].filter(({ box, object }) => object.shownText && isShown(box));
    return Object.fromEntries(
      shown.map(({ box, object }) => [box.json.varname ?? box.label, object.shownText!()]),
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
    const [node] = this.nodes;
    if (!node) throw new Error('The device has no node.script.');
    return node;
  }

  /** What the Set stores of the device; saving also fires live.thisdevice again. */
  async save(): Promise<SavedState> {
    const stored = [...this.instance.parameters].filter(([, { visibility }]) => visibility !== 2);
    const values = Object.fromEntries(stored.map(([name, parameter]) => [name, parameter.value()]));
    const state = JSON.parse(JSON.stringify({ values })) as SavedState;
    this.announceLive();
    await this.settle();
    return state;
  }

  /** Loads a preset into the running device: values first, then live.thisdevice again. */
  async loadPreset(state: SavedState): Promise<void> {
    this.event(() => this.recall(state));
    this.announceLive();
    await this.settle();
  }

  /** Deletes the device from the track; no process, timer or observer of it stays behind. */
  async delete(): Promise<void> {
    const { instance } = this;
    if (instance.isDisposed) return;
    this.event(() => this.everyObject((object) => object.free?.()));
    this.event(() => this.everyObject((object) => object.dispose?.()));
    instance.isDisposed = true;
    await Promise.all(this.nodes.map((node) => node.dispose()));
    this.family.splice(this.family.indexOf(this), 1);
    siblingsOf(this.liveDevice).splice(siblingsOf(this.liveDevice).indexOf(this.liveDevice), 1);
    instance.world.remove(this.liveDevice);
  }

  get problems(): Problem[] {
    return this.instance.problems;
  }
  get console(): readonly ConsoleLine[] {
    return this.instance.console;
  }
  /** Writes of the patch into parameters that Live stores: each may flood its undo history. */
  get parameterWrites(): Instance['parameterWrites'] {
    return this.instance.parameterWrites;
  }
  /** Messages that arrived at `midiout`. */
  get midiOut(): readonly (readonly number[])[] {
    return this.instance.midiOut;
  }
  /** Virtual time since the first device was loaded, in ms. */
  get nowMs(): number {
    return this.instance.runtime.scheduler.nowMs;
  }

  private play(node: Node, act: (object: Node['object']) => void): void {
    this.instance.isPlayerActing = true;
    this.event(() => {
      act(node.object);
      this.instance.isPlayerActing = false;
    });
  }

  /** A box by its parameter's long name or its scripting name. */
  private named(name: string): Node {
    for (const node of this.patch.all()) {
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

/** Puts the device in front of what stands on a track or in a chain. @throws Error where Live takes no MIDI effect. */
function dropDevice(set: LiveSet, path: string, name: string): Device {
  const place = set.at(path);
  const isMidi = place instanceof Chain || (place instanceof Track && place.hasMidiInput);
  if (!isMidi) throw new Error(`Live takes no MIDI effect at ${path}.`);
  const device = new Device(place, { name, className: 'MxDeviceMidiEffect', kind: 'midi-effect' });
  place.devices.unshift(device);
  return device;
}

function siblingsOf(device: Device): Device[] {
  const { parent } = device;
  return parent instanceof Chain || parent instanceof Track ? parent.devices : [];
}
