// The largest seed, set by what a Live parameter can hold. The Seed control has it as its range; settings.ts
// and state/share-text.ts get it through controls.ts.

/**
 * Live keeps a parameter's value as a 32-bit float, whole up to 2²⁴, and a whole-number parameter only up to 255: so
 * the seed is a float parameter that shows no decimals.
 */
export const MAX_SEED = 999_999;
