// The colours of Live 12’s default dark theme by what they are used for, and the size of its text. Used by
// faces.ts and picture.ts; the grid and the morph pad bring colours of their own.

export const THEME = {
  desktop: '#242424',
  titleBar: '#464646',
  surface: '#363636',
  control: '#1e1e1e',
  text: '#b5b5b5',
  bright: '#e2e2e2',
  dim: '#757575',
  line: '#4c4c4c',
  chosen: '#ffad56',
  onChosen: '#161616',
  range: '#03c3d5',
} as const;

/** In pixels. */
export const FONT_SIZE = 9.5;
