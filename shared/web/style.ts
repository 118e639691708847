import { PALETTE } from './palette.ts';

/** The style of every page: large letters, much room, dark where the reader's screen is dark, plain on paper. */
export const STYLE = `
${PALETTE}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1.125rem/1.6 var(--sans);overflow-wrap:break-word}
main{max-width:40rem;margin:0 auto;padding:1.25rem 1rem 2rem}
header,footer{max-width:40rem;margin:0 auto;padding:1rem}
header p{margin:0;font-weight:600;color:var(--accent)}
footer{color:var(--muted);font-size:1rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .75rem}
h3{font-size:1.1rem;margin:1rem 0 .25rem}
h2{font-size:1.25rem;line-height:1.3;margin:0 0 .5rem}
p{margin:0 0 .75rem}
a{color:var(--accent)}
section{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:1.1rem 1rem;margin:0 0 1rem}
.done,.state{border-radius:.5rem;padding:.7rem .9rem;background:var(--good)}
.done{margin:0 0 1rem}
.done>:last-child{margin-bottom:0}
.wait{background:var(--warn)}
dl{margin:0 0 .75rem}
dt{color:var(--muted);font-size:1rem}
dd{margin:0 0 .5rem;font-weight:600}
dd a{font-weight:400}
form{margin:.5rem 0 0}
.row{display:flex;flex-wrap:wrap;gap:.6rem}
.row form{margin:0}
button,.button{display:inline-block;min-height:3rem;padding:.65rem 1.2rem;border:2px solid var(--accent);border-radius:.5rem;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;line-height:1.4;text-decoration:none;cursor:pointer}
button.second,.button.second{background:transparent;color:var(--accent)}
:focus-visible{outline:3px solid var(--ink);outline-offset:3px}
fieldset{border:0;margin:0;padding:0}
legend{padding:0;font-weight:600;margin:0 0 .4rem}
ul.tasks{list-style:none;margin:0;padding:0}
.tasks li{border-top:1px solid var(--line);padding:.7rem 0}
.tasks li:first-child{border-top:0}
.tasks p{margin:0 0 .5rem}
.choice{display:flex;align-items:center;gap:.6rem;min-height:2.75rem}
.choice input{width:1.4rem;height:1.4rem;accent-color:var(--accent)}
.field{margin:.4rem 0 .8rem}
.field label{display:block}
.field input,.field select,.field textarea{font:inherit;width:100%;max-width:18rem;min-height:3rem;padding:.5rem .7rem;color:var(--ink);background:var(--paper);border:2px solid var(--field);border-radius:.5rem}
.hint{color:var(--muted);font-size:1rem;margin:0}
.wrong{margin:.3rem 0 0;font-weight:600}
.wrong::before{content:'! ';}
@media print{body{background:#fff;color:#000}form,.row,.button{display:none}section{border-color:#999;break-inside:avoid}}
`;
