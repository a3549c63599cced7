// Why a MIDI file is not read, as a code and as a sentence for the user.
// Thrown by this room and the corpus, which skips such files; scripts/support/midi-clip shows the sentence.

export type MidiErrorCode =
  'not-midi' | 'damaged' | 'smpte-time' | 'too-many-notes' | 'too-long' | 'no-drums' | 'time-signature';

export class MidiError extends Error {
  override readonly name = 'MidiError';

  constructor(
    readonly code: MidiErrorCode,
    message: string,
  ) {
    super(message);
  }
}
