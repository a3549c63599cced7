/** A style's name as the menu shows it: `deep-house` becomes `Deep house`. */
export function styleLabel(style: string): string {
  const words = style.replace(/-/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
