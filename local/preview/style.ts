import { PALETTE } from '../../shared/web/palette.ts';

/** The style of the preview's own pages; what they show brings its own. */
export const STYLE = `
${PALETTE}
*{box-sizing:border-box}
body{margin:0 auto;max-width:86rem;padding:1.25rem 1rem 3rem;background:var(--ground);color:var(--ink);font:1rem/1.55 var(--sans);overflow-wrap:anywhere}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
h1{font-size:1.5rem;margin:0 0 .5rem}
h2{font-size:1.15rem;margin:2rem 0 .5rem}
table{border-collapse:collapse;width:100%;background:var(--paper);table-layout:fixed}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem;border:1px solid var(--line);font-weight:400}
thead th{color:var(--muted)}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(24rem,100%),1fr));gap:1rem;align-items:start}
.two section{min-width:0;background:var(--paper);border:1px solid var(--line);border-radius:.5rem;padding:1rem}
.two h2{margin-top:0}
dl{display:grid;grid-template-columns:auto 1fr;gap:.15rem .8rem;margin:0 0 1rem}
dt{color:var(--muted)}dd{margin:0}
iframe{width:100%;height:44rem;border:1px solid var(--line);background:#fff}
pre{white-space:pre-wrap;margin:.5rem 0 0;font:.9rem/1.5 ui-monospace,monospace}
summary{cursor:pointer}
@media (max-width:40rem){thead{position:absolute;clip-path:inset(50%)}tr,th,td{display:block}th,td{border:0;padding:.15rem .6rem}tbody th{font-weight:600}tr{border:1px solid var(--line);padding:.4rem 0}}
`;
