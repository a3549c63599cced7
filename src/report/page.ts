// Puts sections together into one HTML document. Called by the pages of evaluation, exploration and training,
// and by the audio bench. Writes no file: the caller does.

import { html, type Html, trusted } from './html';
import { PAGE_STYLE } from './page-style';

export interface Page {
  readonly title: string;
  readonly lead?: string;
  readonly sections: readonly Section[];
  readonly footer?: string;
  /** A page that is written again while work goes on reloads itself after that many seconds. */
  readonly refreshSeconds?: number;
}

export interface Section {
  readonly heading: string;
  readonly blocks: readonly Html[];
}

/**
 * One self-contained HTML document: light and dark, printable, no script. Its content policy forbids every outside
 * resource, so that a forgotten one fails at sight.
 */
export function renderPage(page: Page): string {
  const sections = page.sections.map(
    (section, at) =>
      html`<section id="${sectionId(at)}">
        <h2>${section.heading}</h2>
        ${section.blocks}
      </section>`,
  );
  return `${
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta
            http-equiv="Content-Security-Policy"
            content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"
          />
          ${page.refreshSeconds === undefined ? none : html`<meta http-equiv="refresh" content="${page.refreshSeconds}" />`}
          <title>${page.title}</title>
          <style>
            ${trusted(PAGE_STYLE)}
          </style>
        </head>
        <body>
          <header>
            <h1>${page.title}</h1>
            ${page.lead === undefined ? none : html`<p class="lead">${page.lead}</p>`}
            ${page.sections.length > 1 ? contents(page.sections) : none}
          </header>
          <main>${sections}</main>
          ${page.footer === undefined ? none : html`<footer>${page.footer}</footer>`}
        </body>
      </html>`.markup
  }\n`;
}

const none: readonly Html[] = [];

function contents(sections: readonly Section[]): Html {
  const links = sections.map((section, at) => html`<a href="#${sectionId(at)}">${section.heading}</a>`);
  return html`<nav>${links}</nav>`;
}

function sectionId(at: number): string {
  return `section-${at + 1}`;
}
