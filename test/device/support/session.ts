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

export async function untilReady(host: LiveHost): Promise<void> {
  await host.until(() => host.text('status').startsWith('Ready'));
}

/** What the status line says while something is under way; anything else is an end. */
export function isAtRest(host: LiveHost): boolean {
  return !/^(Starting|Generating|Restarting|Loading)|started again…$/.test(host.text('status'));
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
