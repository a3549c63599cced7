import type { Atom } from './atoms';
import { readFrozenDevice } from './container';
import { createInstance, createMaxRuntime, report, type Instance, type NodeOptions } from './instance';
import { placeInSet } from './live-bridge';
import type { Device } from './lom/device';
import type { NodeProcess } from './node-process';
import { isNode } from './objects/node-script';
import { Patch, type Node } from './patch';
import { parsePatcher } from './patcher-json';
import { dropDevice, removeDevice } from './placement';
import { emptySet, type LiveSet } from './set';

/** What a Set or preset holds of a device: values by parameter_longname. */
export interface SavedState {
  readonly values: Readonly<Record<string, unknown>>;
}

export interface DropOptions {
  /** The Set it is dropped into; by default one empty MIDI track. */
  readonly set?: LiveSet;
  /** A device already loaded: the new one joins its Set and its Max. */
  readonly beside?: LoadedDevice;
  /** Path of the track or chain, e.g. `live_set tracks 0 devices 0 chains 1`. */
  readonly at?: string;
  /** What `---` becomes; by default a number of its own per device. */
  readonly instanceId?: string;
  readonly savedState?: SavedState;
  readonly node?: NodeOptions;
}

/** How much virtual time passes, in ms, while a device comes to rest. */
const REST_MS = 100;

/** A frozen device from the drop on a track to its deletion. */
export class LoadedDevice {
  readonly set: LiveSet;
  readonly patch: Patch;
  readonly instance: Instance;
  readonly nodes: readonly NodeProcess[];
  private readonly liveDevice: Device;
  /** All devices of this Live, this one included. */
  private readonly family: LoadedDevice[];

  constructor(amxd: Uint8Array, options: DropOptions) {
    const frozen = readFrozenDevice(amxd);
    const json = parsePatcher(frozen.patcherText, frozen.fileName);
    this.set = options.beside?.set ?? options.set ?? emptySet();
    this.family = options.beside?.family ?? [];
    this.family.push(this);
    const runtime = options.beside?.instance.runtime ?? createMaxRuntime();
    this.set.world.currentBurst = () => runtime.scheduler.burst;
    this.set.world.nowMs = () => runtime.scheduler.nowMs;
    const name = frozen.fileName.replace(/\.amxd$/, '');
    this.liveDevice = dropDevice(this.set, options.at ?? 'live_set tracks 0', name);
    runtime.deviceCount += 1;
    this.instance = createInstance({
      id: options.instanceId ?? String(runtime.deviceCount).padStart(3, '0'),
      device: frozen,
      runtime,
      world: this.set.world,
      liveObjectId: this.liveDevice.id,
      nodeOptions: options.node ?? {},
    });
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

  /** Live's switch in the title bar: live.thisdevice tells. */
  enable(isOn: boolean): void {
    this.event(() => this.everyObject((object) => object.liveEnabled?.(isOn)));
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
  event(action: () => void): void {
    const { scheduler } = this.instance.runtime;
    scheduler.run('low', action);
    scheduler.drain();
  }

  /** The player moves or clicks something. */
  play({ object }: Node, act: (object: Node['object']) => void): void {
    this.instance.isPlayerActing = true;
    this.event(() => {
      act(object);
      this.instance.isPlayerActing = false;
    });
  }

  /** Raw MIDI bytes from the track into every `midiin`. */
  midi(bytes: readonly Atom[]): void {
    const { scheduler } = this.instance.runtime;
    const inputs = [...this.patch.all()].filter(({ box }) => box.name === 'midiin');
    scheduler.run('high', () => {
      for (const { object } of inputs) for (const byte of bytes) object.receive(0, [byte]);
    });
    scheduler.drain();
  }

  /** Waits (in real time) for the Node processes to fall silent while `virtualMs` pass on Max's clock. */
  async settle(virtualMs = REST_MS): Promise<void> {
    const { scheduler } = this.instance.runtime;
    const until = scheduler.nowMs + virtualMs;
    for (;;) {
      scheduler.drain();
      await Promise.all(this.family.flatMap(({ nodes }) => nodes.map((node) => node.quiet())));
      scheduler.drain();
      const { nextDueMs } = scheduler;
      if (nextDueMs === undefined || nextDueMs > until) break;
      scheduler.runNextTimer();
    }
    scheduler.nowMs = Math.max(scheduler.nowMs, until);
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
    removeDevice(this.liveDevice);
  }
}
