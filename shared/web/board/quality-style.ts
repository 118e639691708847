/** What the page of figures looks like: small bars beside the table that they repeat, and a wide table that scrolls. */
export const QUALITY_STYLE = `
.bars{display:block;width:9rem;height:2.25rem}
.bars rect{fill:var(--accent)}.bars .base{stroke:var(--field);stroke-width:1}
thead td{border-top:0;color:var(--muted);font-size:1rem}
.wide{overflow-x:auto}
.wide td,.wide thead th{white-space:nowrap}
`;
