// What an SVG needs as a file of its own, outside any page. Used by grid-svg.ts and training's
// comparison-charts.ts.

import { escapeMarkup } from './html';

/** An `<img>` inherits no colour from its page, so a separate file picks its colours by the reader's theme. */
export const STANDALONE_STYLE =
  '<style>svg{color:#1f2328}@media (prefers-color-scheme:dark){svg{color:#e6edf3}}</style>';

const GAP_PX = 20;

/** Drawings of one size side by side as one SVG file. @param title read out in place of the picture */
export function sideBySide(
  svgs: readonly string[],
  title: string,
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
): string {
  const lefts = svgs.map((_, at) => at * (widthPx + GAP_PX));
  const width = (lefts.at(-1) ?? 0) + widthPx;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${width} ${heightPx}" width="${width}" height="${heightPx}">`,
    `<title>${escapeMarkup(title)}</title>`,
    STANDALONE_STYLE,
    ...svgs.map((svg, at) => svg.trim().replace(/^<svg /, `<svg x="${lefts[at]!}" `)),
    '</svg>\n',
  ].join('\n');
}
