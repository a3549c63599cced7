// What Spotify forbids. scripts/spotify prints it in its help and before it asks for any analysis document.

export const POLICY_NOTICE = [
  "Spotify's Developer Policy (III.14) and Developer Terms (IV.2.a.i) forbid using Spotify content to train",
  'machine-learning models. Since 27 November 2024, audio analysis has been closed to every app without extended access',
  'before that date. Use this command only if Spotify has given you the right to use what it pulls; no model shipped with',
  'Fourfloor was trained on it.',
].join('\n');
