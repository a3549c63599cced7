// How many candidates of a two-bar unit are drawn, of which one is taken. The engine draws so many; training
// chooses a model's decoding with the same number, so that models are judged as they are played.

/** Best of 8 already cuts the density error sixfold, and 16 cost one forward pass of a few ms. */
export const CANDIDATES = 16;
