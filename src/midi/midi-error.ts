/** Why a MIDI file is not read; each is a reason a person can act on. */
export type MidiErrorCode =
  'not-midi' | 'damaged' | 'smpte-time' | 'too-many-notes' | 'too-long' | 'no-drums' | 'time-signature';

/** A MIDI file that is not read, with the reason as a code and as a sentence. */
export class MidiError extends Error {
  override readonly name = 'MidiError';

  constructor(
    readonly code: MidiErrorCode,
    message: string,
  ) {
    super(message);
  }
}
