/** What lists of courses over time look like: an axis above lines of three parts, which fold into cards on a phone. */
export const CASELOAD_STYLE = `
.find{margin:0 0 1rem;display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:end}
.find:last-child{margin:0}.find .field{margin:0}.find .field input,.find .field select{width:13rem;min-height:2.75rem}
.find .choice{min-height:2.75rem}
.cases{padding:0;overflow:clip}
.cases ol{list-style:none;margin:0;padding:0}
.case,.axis{display:grid;grid-template-columns:12.5rem minmax(0,1fr) 19rem;gap:0 1.2rem;padding:.5rem 1rem}
.axis{border-bottom:1px solid var(--line);padding-top:.7rem}
.case{border-top:1px solid var(--line);align-items:center;break-inside:avoid;content-visibility:auto;contain-intrinsic-size:auto 5.5rem}
ol>.case:first-child{border-top:0}
.case h2{font-size:1.0625rem;margin:0}.case p{margin:0;font-size:1rem}
.case .chips{display:flex;flex-wrap:wrap;gap:.25rem .4rem}
@media (max-width:60rem){.axis{display:none}.case{grid-template-columns:1fr;gap:.35rem;padding:.8rem 1rem}}
@media print{.case{content-visibility:visible}}
`;
