// Why one of the device's programs could not do what was asked: a code for the program and the tests, beside
// a sentence for the user. Failures come from node/, refusals from live/.

/** Why the Node program did not answer a request or load a model. */
export const FAILURE_CODES = [
  'bad_request',
  'unknown_style',
  'not_ready',
  'superseded',
  'generation_failed',
  'model_not_found',
  'model_unreadable',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** Why the v8 program refused what the user asked for. */
export const REFUSAL_CODES = [
  'no_track',
  'audio_track',
  'frozen_track',
  'recording',
  'no_clip',
  'other_track',
  'not_midi',
  'loop_too_long',
  'no_slot',
  'nothing_mapped',
  'no_history',
  'no_rhythm',
  'no_drums',
  'not_four_four',
  'no_room',
  'bad_text',
  'add_failed',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];
