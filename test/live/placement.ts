import { Device } from './lom/device';
import { Chain } from './lom/rack';
import { Track } from './lom/track';
import type { LiveSet } from './set';

/** Puts the device in front of what stands on a track or in a chain. @throws Error where Live takes no MIDI effect. */
export function dropDevice(set: LiveSet, path: string, name: string): Device {
  const place = set.at(path);
  const isMidi = place instanceof Chain || (place instanceof Track && place.hasMidiInput);
  if (!isMidi) throw new Error(`Live takes no MIDI effect at ${path}.`);
  const device = new Device(place, { name, className: 'MxDeviceMidiEffect', kind: 'midi-effect' });
  place.devices.unshift(device);
  return device;
}

/** Takes a dropped device away again. */
export function removeDevice(device: Device): void {
  const { parent, world } = device;
  if (parent instanceof Chain || parent instanceof Track) {
    parent.devices.splice(parent.devices.indexOf(device), 1);
  }
  world.remove(device);
}
