// The style sheet of every page, light and dark; page.ts puts it in. No outside fonts or images: the page's
// content policy forbids them.

import { ACCENT, FONT } from './palette';

export const PAGE_STYLE = `
:root{--ink:#1f2328;--dim:#59636e;--paper:#fff;--card:#f6f8fa;--line:#d1d9e0;--accent:${ACCENT};--good:#1a7f37;--warning:#9a6700;--bad:#cf222e}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--dim:#9198a1;--paper:#0d1117;--card:#151b23;--line:#3d444d;--good:#3fb950;--warning:#d29922;--bad:#f85149}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1180px;padding:32px 24px 64px;color:var(--ink);background:var(--paper);font:15px/1.55 ${FONT}}
h1{margin:0 0 8px;font-size:30px;line-height:1.2;letter-spacing:-.01em}
h2{margin:52px 0 14px;padding-bottom:6px;border-bottom:1px solid var(--line);font-size:21px}
h3{margin:30px 0 8px;font-size:16px}
p{margin:0 0 14px;max-width:74ch;overflow-wrap:anywhere}
.lead{color:var(--dim);font-size:17px}
nav{display:flex;flex-wrap:wrap;gap:4px 18px;margin-top:14px}
nav a{color:inherit;text-decoration-color:var(--accent);text-underline-offset:4px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;margin:0 0 16px;font-size:14px;font-variant-numeric:tabular-nums}
caption{padding:0 0 8px;color:var(--dim);text-align:left}
th,td{padding:5px 16px 5px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{color:var(--dim);font-weight:600;vertical-align:bottom}
td.words{overflow-wrap:break-word;max-width:70ch}
th.number,td.number{text-align:right;white-space:nowrap}
th.number{white-space:normal}
figure{margin:0 0 18px}
figcaption{margin-top:4px;color:var(--dim);font-size:13px;overflow-wrap:anywhere}
figure svg{display:block;max-width:none}
.gallery{display:flex;flex-wrap:wrap;gap:10px 28px;align-items:flex-start}
.gallery figure{max-width:100%}
.gallery figcaption{width:0;min-width:100%}
.facts{display:flex;flex-wrap:wrap;gap:12px;margin:0 0 22px}
.facts div{display:flex;flex-direction:column-reverse;justify-content:flex-end;min-width:130px;padding:12px 16px;border-radius:8px;background:var(--card)}
.facts dd{margin:0;font-size:24px;font-weight:600;font-variant-numeric:tabular-nums}
.facts dt{color:var(--dim);font-size:13px}
table.pictures td,table.pictures th{padding:4px 10px 4px 0;border:0;vertical-align:middle}
table.pictures th{white-space:nowrap}
table.pictures svg{display:block}
.status{margin:0 0 20px;padding:14px 18px;border-left:6px solid var(--mark);border-radius:8px;background:var(--card)}
.status strong{color:var(--mark);font-size:18px}
.status p{margin:6px 0 0}
.status.good{--mark:var(--good)}
.status.warning{--mark:var(--warning)}
.status.bad{--mark:var(--bad)}
details{margin:0 0 16px}
summary{cursor:pointer;margin-bottom:10px;font-weight:600}
footer{margin-top:64px;padding-top:12px;border-top:1px solid var(--line);color:var(--dim);font-size:13px}
@media print{body{max-width:none;padding:0}figure,tr{break-inside:avoid}nav{display:none}}
`;
