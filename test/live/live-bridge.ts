import { countAlive, report, type Instance } from './instance';
import type { LomObject, LomValue } from './lom/object';
import { objectAt, type Roots } from './lom/paths';
import { LiveError } from './lom/world';
import type { LiveSet } from './set';

const sets = new WeakMap<Instance, LiveSet>();

/** Tells which Set the device stands in. */
export function placeInSet(instance: Instance, set: LiveSet): void {
  sets.set(instance, set);
}

/** What LiveAPI asks of Live: everything crosses the border to the script as JSON or a plain value. */
export interface LiveBridge {
  isReady(): boolean;
  /** Id of the object at a path; 0 when there is none. */
  resolve(path: string): number;
  /** How often the object of an id has been deleted: one that points to an earlier life of it is dead. */
  life(id: number): number;
  /** Counts a LiveAPI that has armed listeners (1) or given them back (−1). */
  held(by: 1 | -1): void;
  path(id: number): string;
  type(id: number): string;
  childNames(id: number): string;
  get(id: number, property: string): string | undefined;
  set(id: number, property: string, valuesJson: string): void;
  call(id: number, name: string, argsJson: string): string | undefined;
  count(id: number, child: string): number;
  /** Observes a property: `notify` gets `[property, …values]` as JSON, once at once. @returns how to stop */
  observe(id: number, property: string, notify: (json: string) => void): () => void;
  /** Runs a listener as Live does, with changes forbidden. */
  whileNotifying(listener: () => void): void;
  complain(text: string): void;
}

/** Live as one device's script sees it; refusals are printed and recorded, not thrown, as in Max. */
export function createLiveBridge(instance: Instance, where: string): LiveBridge {
  const set = sets.get(instance)!;
  const { world } = instance;
  const roots: Roots = {
    world,
    song: set.song,
    application: set.application,
    thisDevice: instance.liveObjectId,
  };
  const complain = (text: string): void => report(instance, { kind: 'live', where, text });
  const guarded = <T>(id: number, verb: string, act: (object: LomObject) => T): T | undefined => {
    const object = world.find(id);
    try {
      // Live itself says nothing then; a device should not ask.
      if (!object) throw new LiveError('no valid object set');
      return act(object);
    } catch (error) {
      if (!(error instanceof LiveError)) throw error;
      complain(`${verb}: ${error.message}`);
      return undefined;
    }
  };
  return {
    isReady: () => instance.isLiveReady && !instance.isDisposed,
    resolve: (path) => objectAt(roots, path)?.id ?? 0,
    life: (id) => world.life(id),
    held(by) {
      instance.alive.liveApis += by;
      countAlive(instance, where, 'liveApis');
    },
    path: (id) => world.find(id)?.path ?? '',
    type: (id) => world.find(id)?.type ?? '',
    childNames: (id) => Object.keys(world.find(id)?.children ?? {}).join(' '),
    get: (id, property) => guarded(id, `get ${property}`, (object) => JSON.stringify(object.get(property))),
    set(id, property, valuesJson) {
      guarded(id, `set ${property}`, (object) => {
        object.set(property, JSON.parse(valuesJson) as LomValue[]);
      });
    },
    call: (id, name, argsJson) =>
      guarded(id, `call ${name}`, (object) =>
        JSON.stringify(object.call(name, JSON.parse(argsJson) as unknown[])),
      ),
    count: (id, child) =>
      guarded(id, `getcount ${child}`, (object) => {
        const found = object.children[child]?.();
        if (!Array.isArray(found)) throw new LiveError(`${object.type} has no list ${child}`);
        return found.length;
      }) ?? 0,
    observe(id, property, notify) {
      const tell = (): void => {
        const object = world.find(id);
        if (object && !instance.isDisposed) notify(JSON.stringify([property, ...object.get(property)]));
      };
      return (
        guarded(id, `observe ${property}`, (object) => {
          object.get(property);
          const stop = world.observe(id, property, tell);
          world.whileNotifying(tell);
          return stop;
        }) ?? (() => undefined)
      );
    },
    whileNotifying: (listener) => world.whileNotifying(listener),
    complain,
  };
}
