import assert from 'node:assert/strict';
import { details, facts, figure, gallery, paragraph, table } from '../../src/report/blocks';
import { escapeMarkup, html } from '../../src/report/html';
import { renderPage } from '../../src/report/page';

const NASTY = `</title><script>alert("1 & '2'")</script>`;

describe('a page', () => {
  it('escapes every word that comes from outside, because file names and styles may hold markup', () => {
    const page = renderPage({
      title: NASTY,
      lead: NASTY,
      footer: NASTY,
      sections: [
        {
          heading: NASTY,
          blocks: [
            paragraph(NASTY),
            table([{ heading: NASTY }], [[NASTY]], NASTY),
            facts([{ value: NASTY, label: NASTY }]),
            figure({ svg: '<svg></svg>', caption: NASTY }),
            details(NASTY, [html`<b title="${NASTY}">${NASTY}</b>`]),
          ],
        },
      ],
    });
    assert.ok(!page.includes('<script'));
    assert.equal(
      page.split('&lt;script&gt;alert(&quot;1 &amp; &#39;2&#39;&quot;)&lt;/script&gt;').length - 1,
      15,
    );
  });

  it('needs nothing from outside and runs no script, because it is mailed and opened offline', () => {
    const page = renderPage({
      title: 'T',
      sections: [{ heading: 'H', blocks: [gallery([{ svg: '<svg/>' }])] }],
    });
    assert.doesNotMatch(page, /<(script|link|img|iframe)\b|@import|url\(/);
    assert.match(page, /Content-Security-Policy"\s+content="default-src 'none'/);
    assert.match(page, /^<!doctype html>/);
  });

  it('links to its sections when there are several, because a corpus has many styles', () => {
    const sections = ['One', 'Two'].map((heading) => ({ heading, blocks: [] }));
    const page = renderPage({ title: 'T', sections });
    const targets = [...page.matchAll(/href="#([\w-]+)"/g)].map((match) => match[1]!);
    assert.equal(targets.length, 2);
    for (const target of targets) assert.ok(page.includes(`id="${target}"`));
  });

  it('reloads itself only where work goes on, because a reader loses the place otherwise', () => {
    assert.doesNotMatch(renderPage({ title: 'T', sections: [] }), /http-equiv="refresh"/);
    assert.match(
      renderPage({ title: 'T', sections: [], refreshSeconds: 5 }),
      /http-equiv="refresh" content="5"/,
    );
  });
});

describe('escaping', () => {
  it('drops control characters that XML forbids, because one of them makes a browser refuse an SVG', () => {
    assert.equal(escapeMarkup('a\u0000\u0008b\tc\nd'), 'ab\tc\nd');
  });
});
