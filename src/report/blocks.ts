// The blocks that sections of a page are made of: paragraphs, tables, figures, facts, status. Used by the
// pages of evaluation, exploration and training, and by the audio bench. All words are escaped; only an SVG
// goes in as it is.

import { html, trusted, type Html } from './html';

export interface Figure {
  /** A drawing made by this project's own code. */
  readonly svg: string;
  readonly caption?: string;
}

export interface Column {
  readonly heading: string;
  readonly align?: 'left' | 'right';
}

export interface Fact {
  readonly value: string | number;
  readonly label: string;
}

export function paragraph(text: string): Html {
  return html`<p>${text}</p>`;
}

export function subheading(text: string): Html {
  return html`<h3>${text}</h3>`;
}

/** A table that scrolls by itself when it is wider than the page. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly (string | number)[])[],
  caption?: string,
): Html {
  const classOf = (at: number): string => (columns[at]?.align === 'right' ? 'number' : 'words');
  const head = columns.map(
    (column, at) => html`<th scope="col" class="${classOf(at)}">${column.heading}</th>`,
  );
  const body = rows.map((row) => {
    const cells = row.map((cell, at) => html`<td class="${classOf(at)}">${cell}</td>`);
    return html`<tr>
      ${cells}
    </tr>`;
  });
  const captionRow =
    caption === undefined
      ? []
      : [
          html`<caption>
            ${caption}
          </caption>`,
        ];
  return html`<div class="scroll">
    <table>
      ${captionRow}
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
  </div>`;
}

export function figure({ svg, caption }: Figure): Html {
  const words = caption === undefined ? [] : [html`<figcaption>${caption}</figcaption>`];
  return html`<figure>
    <div class="scroll">${trusted(svg)}</div>
    ${words}
  </figure>`;
}

/** Figures side by side, as many as the window has room for. */
export function gallery(figures: readonly Figure[]): Html {
  return html`<div class="gallery">${figures.map(figure)}</div>`;
}

/** The few numbers that a reader should see first. */
export function facts(items: readonly Fact[]): Html {
  const tiles = items.map(
    ({ value, label }) =>
      html`<div>
        <dt>${label}</dt>
        <dd>${value}</dd>
      </div>`,
  );
  return html`<dl class="facts">${tiles}</dl>`;
}

export type StatusLevel = 'good' | 'warning' | 'bad';

/** What a reader has to know first: a headline, whose colour is the level, and sentences. */
export function status(level: StatusLevel, headline: string, sentences: readonly string[]): Html {
  return html`<div class="status ${level}" role="status">
    <strong>${headline}</strong>
    ${sentences.map(paragraph)}
  </div>`;
}

/** Small drawings in rows and columns that can be compared down and across. */
export function pictureTable(
  columns: readonly string[],
  rows: readonly { readonly heading: string; readonly svgs: readonly string[] }[],
): Html {
  const head = columns.map((column) => html`<th scope="col">${column}</th>`);
  const body = rows.map(
    ({ heading, svgs }) =>
      html`<tr>
        <th scope="row">${heading}</th>
        ${svgs.map((svg) => html`<td>${trusted(svg)}</td>`)}
      </tr>`,
  );
  return html`<div class="scroll">
    <table class="pictures">
      <thead>
        <tr>
          <td></td>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
  </div>`;
}

/** Blocks that open at a click on their summary. */
export function details(summary: string, blocks: readonly Html[]): Html {
  return html`<details>
    <summary>${summary}</summary>
    ${blocks}
  </details>`;
}
