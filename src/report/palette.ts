// The colours and the font of charts, grids and pages. Used by the rest of this room and by the pages'
// charts.

import { VOICES, type VoiceId } from '../rhythm/voices';

/**
 * Hues that stand out on white and on near-black alike, so that a picture is drawn once for both themes; lines and
 * words take `currentColor` instead.
 */
export const ACCENT = '#e8590c';
export const SERIES_COLOURS: readonly string[] = [
  ACCENT,
  '#1098ad',
  '#7950f2',
  '#37a35b',
  '#e64980',
  '#d19a00',
];

const VOICE_COLOURS: Readonly<Record<VoiceId, string>> = {
  kick: ACCENT,
  snare: '#e64980',
  rim: '#e64980',
  clap: '#e64980',
  'closed-hat': '#1098ad',
  'open-hat': '#1098ad',
  'low-tom': '#7950f2',
  'mid-tom': '#7950f2',
  'high-tom': '#7950f2',
  crash: '#d19a00',
  ride: '#d19a00',
  percussion: '#37a35b',
};

/** Single quotes within, because echarts writes it into a double-quoted attribute as it is. */
export const FONT = `system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif`;

/** The colour of a voice's family: kick, backbeat voices, hats, toms, cymbals, percussion. */
export function voiceColour(voice: number): string {
  const id = VOICES[voice]?.id;
  return id ? VOICE_COLOURS[id] : ACCENT;
}
