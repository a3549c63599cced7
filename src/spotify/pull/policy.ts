// What Spotify forbids. scripts/spotify prints it in its help and before it asks for any analysis document.

export const POLICY_NOTICE = [
  "Spotify's Developer Policy (III.14) and Developer Terms (IV.2.a.i) forbid using Spotify content to train",
  'machine-learning models. Since 27 November 2024 audio analysis is closed to every app that had no extended access',
  'before that date. What you pull here is for those who hold the right to use it from Spotify; no model that comes',
  'with Fourfloor has learned from it.',
].join('\n');
