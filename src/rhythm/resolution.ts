// The finest timing and loudness in which a rhythm is written or sent, for MIDI files, the device's protocol
// and quantising. Imports nothing, so that a bundle that needs only these two numbers carries nothing else.

/** Finest timing: ticks per 16th step at 480 per beat. */
export const TICKS_PER_STEP = 120;
/** Finest loudness: MIDI's velocities, 1–127. */
export const VELOCITY_LEVELS = 127;
