import { GRID_RECT } from '../../../src/amxd/circuits/layout';
import {
  frameOf,
  LOCK_LEFT,
  MUTE_LEFT,
  NAME_LEFT,
  rowTop,
  type Size,
} from '../../../src/device/display/geometry';
import { VOICES, voiceIndex, type VoiceId } from '../../../src/rhythm/voices';
import type { Clip } from '../../live/lom/clip';
import { LiveHost, type LoadOptions } from '../../live/host';
import { frozenDevice } from './frozen-device';

/** Drops the built device and waits until its status line says that it is ready. */
export async function readyDevice(options: LoadOptions = {}): Promise<LiveHost> {
  const host = LiveHost.drop(await frozenDevice(), options);
  await untilReady(host);
  return host;
}

/** The devices of a suite, each deleted after the test that it was dropped in. */
export interface Devices {
  /** One that is ready. */
  readonly device: typeof readyDevice;
  /** Has another one deleted as well. */
  readonly kept: (host: LiveHost) => LiveHost;
}

/** Call it inside a suite. @param atEnd is told each of a test's devices before they are deleted */
export function devicesOfSuite(atEnd?: (host: LiveHost) => void): Devices {
  const loaded: LiveHost[] = [];
  const kept = (host: LiveHost): LiveHost => {
    loaded.push(host);
    return host;
  };
  afterEach(async () => {
    const hosts = loaded.splice(0);
    try {
      if (atEnd) hosts.forEach(atEnd);
    } finally {
      await Promise.all(hosts.map((host) => host.delete()));
    }
  });
  return { device: async (options) => kept(await readyDevice(options)), kept };
}

/**
 * Waits until a device is ready; one that never gets ready is deleted, since no test goes on to do it.
 * @throws Error with what it shows instead
 */
export async function untilReady(host: LiveHost, limitMs?: number): Promise<void> {
  try {
    await host.until(() => host.text('status').startsWith('Ready'), limitMs);
  } catch (error) {
    await host.delete();
    throw error;
  }
}

/** What the status line says while something is under way; anything else is an end. */
export function isAtRest(host: LiveHost): boolean {
  return !/^(Starting|Generating|Restarting|Loading)|restarting…$/.test(host.text('status'));
}

/** Presses a button and waits for its outcome. */
export async function pressed(host: LiveHost, button: string): Promise<void> {
  await host.press(button);
  await host.until(() => isAtRest(host));
}

export type Target = 'Clip' | 'New' | 'Fill';

/** Generates into a target. */
export async function generated(host: LiveHost, target: Target): Promise<void> {
  await host.turn('Target', ['Clip', 'New', 'Fill'].indexOf(target));
  await pressed(host, 'Generate');
}

/** The notes of a clip without their ids, in a fixed order. */
export function plainNotes(clip: Clip): object[] {
  return clip.notes
    .map((note) => ({ ...note, note_id: 0 }))
    .sort((a, b) => a.start_time - b.start_time || a.pitch - b.pitch);
}

/** How many notes of a clip stand on a voice's General MIDI key. */
export function hitsOf(clip: Clip, voice: VoiceId): number {
  const { note } = VOICES[voiceIndex(voice)]!;
  return clip.notes.filter(({ pitch }) => pitch === note).length;
}

/** Problems that the stand-in recorded, as sentences; the end of a process that a test killed is none. */
export function unexpectedProblems(host: LiveHost): string[] {
  return host.problems
    .filter(({ text }) => !text.includes('the Node process ended'))
    .map(({ where, text }) => `${where}: ${text}`);
}

const GRID_SIZE: Size = [GRID_RECT[2], GRID_RECT[3]];

/** The middle of a cell of the grid, in pixels; `bars` as the grid shows them. */
export function cellPoint(bars: number, step: number, voice: VoiceId): readonly [number, number] {
  const frame = frameOf({ bars }, GRID_SIZE);
  const x = frame.left + (step + 0.5) * frame.stepWidth;
  return [x, rowTop(voiceIndex(voice), frame) + frame.rowHeight / 2];
}

/** The place of a voice's padlock, mute or name, in pixels. */
export function rowPoint(part: 'lock' | 'mute' | 'name', voice: VoiceId): readonly [number, number] {
  const x = { lock: LOCK_LEFT + 3, mute: MUTE_LEFT + 3, name: NAME_LEFT + 10 }[part];
  return [x, cellPoint(4, 0, voice)[1]];
}

/** Steps of a voice in a clip on General MIDI notes, with the velocity of each. */
export function stepsOf(clip: Clip, voice: VoiceId): (readonly [step: number, velocity: number])[] {
  const { note } = VOICES[voiceIndex(voice)]!;
  return clip.notes
    .filter(({ pitch }) => pitch === note)
    .map(({ start_time, velocity }) => [Math.round(start_time * 4), velocity] as const);
}

/** The notes of a clip on a voice's General MIDI key, without their ids. */
export function notesOf(clip: Clip, voice: VoiceId): object[] {
  const { note } = VOICES[voiceIndex(voice)]!;
  return plainNotes(clip).filter((each) => (each as { pitch: number }).pitch === note);
}
