// The MIDI room as others import it: drum files to events and patterns, patterns to files.
// Used by the corpus and the scripts, which know none of the files behind it.

export { MidiError, type MidiErrorCode } from './midi-error';
export {
  readMidi,
  requireFourFour,
  type DrumEvent,
  type MidiRhythm,
  type ReadMidiOptions,
  type TempoChange,
  type TimeSignatureChange,
} from './read';
export { patternOfMidi, toGrid, type GriddedEvents } from './to-pattern';
export { writeMidi, type WriteMidiOptions } from './write';
