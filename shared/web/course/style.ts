/** The look of timelines and of what goes with them. */
export const COURSE_STYLE = `
:root{--window:#cfe2e6;--window-edge:#6f9aa3;--cap:#7b3fa0;--today:#b4530a}
@media (prefers-color-scheme:dark){:root{--window:#23444c;--window-edge:#5f929d;--cap:#cfa3ee;--today:#f0ad5c}}
svg.timeline{display:block;width:100%;overflow:visible;font:.75rem var(--sans)}
svg.sprite{position:absolute;width:0;height:0}
.timeline text{fill:var(--muted);paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}
.timeline text.name{font-size:.8125rem;fill:var(--ink)}
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
.visits{list-style:none;margin:.3rem 0 .9rem;padding:0}
.visits>li{border-top:1px solid var(--line);padding:.6rem 0 .5rem}
.visits h3,.visits p{margin:0}
.visits svg{margin:.3rem 0}
.visits summary{cursor:pointer}
.visits details ul{margin:.2rem 0 .4rem;padding-left:1.2rem}
@media (max-width:60rem){.months .minor{display:none}}
`;
