// A style's name as the user reads it. Apart from controls.ts so that state/history.ts, and with it the
// grid's script, can name takes without the whole list of controls.

/** `deep-house` becomes `Deep house`. */
export function styleLabel(style: string): string {
  const words = style.replace(/-/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
