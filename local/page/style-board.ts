/** The look of the board, which lists timelines, and of the large timeline of a course. */
export const BOARD_STYLE = `
.board{padding:0;overflow:clip}
.board ol{list-style:none;margin:0;padding:0}
.lane,.axis{display:grid;grid-template-columns:12.5rem minmax(0,1fr) 11.5rem;gap:0 1.4rem;padding:.55rem 1.25rem}
.axis{position:sticky;top:0;background:var(--paper);border-bottom:1px solid var(--line);z-index:2;padding-top:.8rem;padding-bottom:.3rem}
.lane{border-top:1px solid var(--line);align-items:center;position:relative}
ol>.lane:first-child{border-top:0}
.lane:hover{background:var(--soft)}
.lane h2{font-size:1rem;line-height:1.3;font-weight:600}
.lane h2 a{text-decoration:none;color:var(--ink)}.lane h2 a:hover{text-decoration:underline}
.lane h2 a::after{content:"";position:absolute;inset:0}
.lane svg{position:relative;z-index:1;pointer-events:none}.lane svg g{pointer-events:auto}
.next span{white-space:nowrap}
.lane details{position:relative;z-index:1}.lane details ul{margin:.3rem 0 0;padding-left:1.1rem}.lane summary{cursor:pointer}
.lane .next{font-size:.85rem;color:var(--muted);display:flex;flex-wrap:wrap;gap:.25rem .5rem;align-items:center}
.large{overflow-x:auto;padding-bottom:.2rem}.large svg{min-width:34rem}
@media (max-width:60rem){.lane,.axis{grid-template-columns:minmax(10rem,1fr) minmax(0,auto);padding:.6rem .9rem}
.lane svg,.axis svg{grid-column:1/-1;order:3}.axis>span{display:none}.lane .next{justify-content:end}}
`;
