/** The look of timelines and of the board that lists them. */
export const MARKS_STYLE = `
:root{--window:#cfe2e6;--window-edge:#6f9aa3;--cap:#7b3fa0;--today:#b4530a}
@media (prefers-color-scheme:dark){:root{--window:#23444c;--window-edge:#5f929d;--cap:#cfa3ee;--today:#f0ad5c}}
svg.timeline{display:block;width:100%;overflow:visible}
svg.sprite{position:absolute;width:0;height:0}
.timeline text{font:12px var(--sans);fill:var(--muted);paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}
.timeline text.name{font-size:13px;fill:var(--ink)}
.grid{stroke:var(--line);stroke-width:1}
.window{fill:var(--window);stroke:var(--window-edge);stroke-width:1}
.window.cancelled{fill:none;stroke-dasharray:3 3}
.cap-line{stroke:var(--cap);stroke-width:2;stroke-dasharray:4 2}
.today-line{stroke:var(--today);stroke-width:2}
.timeline text.today{fill:var(--today);font-weight:600}
.timeline text.cap{fill:var(--cap)}
.m-target{fill:var(--paper);stroke:var(--accent);stroke-width:1.8}
.m-booked{fill:var(--paper);stroke:var(--green);stroke-width:2.4}
.m-held{fill:var(--green);stroke:var(--paper);stroke-width:1}
.m-tick{fill:none;stroke:var(--paper);stroke-width:1.8}
.m-sent{fill:var(--blue);stroke:var(--paper);stroke-width:1}
.m-flap{fill:none;stroke:var(--paper);stroke-width:1.3}
.m-planned{fill:var(--paper);stroke:var(--blue);stroke-width:1.3}
.m-planned-flap{fill:none;stroke:var(--blue);stroke-width:1.3}
.m-due{fill:var(--amber);stroke:var(--paper);stroke-width:1}
.m-lost{fill:var(--paper);stroke:var(--red);stroke-width:1.5}
.m-lost-cross{fill:none;stroke:var(--red);stroke-width:1.5}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;font-size:.85rem;color:var(--muted);align-items:center}
.legend span{display:inline-flex;gap:.35rem;align-items:center}.legend svg{width:18px;height:18px;flex:none}
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
.lane svg,.axis svg{grid-column:1/-1;order:3}.axis>span,.axis .minor{display:none}.lane .next{justify-content:end}}
`;
