import type { LomObject } from './object';
import type { Application, Song } from './song';
import type { LiveWorld } from './world';

/** Where a path may begin. */
export interface Roots {
  readonly world: LiveWorld;
  readonly song: Song;
  readonly application: Application;
  /** Id of the device that asks; 0 outside any device. */
  readonly thisDevice: number;
}

/**
 * The object a path such as `live_set tracks 0 clip_slots 2 clip` leads to, or undefined.
 *
 * A path in quotes, as LiveAPI's `path` gives it, leads nowhere, as in Max.
 */
export function objectAt(roots: Roots, path: string): LomObject | undefined {
  const [root = '', ...steps] = path.trim().split(/\s+/);
  if (root === 'id') return steps.length === 1 ? roots.world.find(Number(steps[0])) : undefined;
  let object: LomObject | undefined = rootNamed(roots, root);
  for (let at = 0; at < steps.length && object; at++) {
    const found: LomObject | undefined | readonly LomObject[] = childOf(object, steps[at]!);
    if (!Array.isArray(found)) object = found as LomObject | undefined;
    else {
      at += 1;
      object = /^\d+$/.test(steps[at] ?? '') ? (found as readonly LomObject[])[Number(steps[at])] : undefined;
    }
  }
  return object;
}

function rootNamed({ world, song, application, thisDevice }: Roots, name: string): LomObject | undefined {
  if (name === 'live_set') return song;
  if (name === 'live_app') return application;
  return name === 'this_device' ? world.find(thisDevice) : undefined;
}

function childOf(object: LomObject, name: string): LomObject | undefined | readonly LomObject[] {
  return name === 'canonical_parent' ? object.parent : object.children[name]?.();
}
