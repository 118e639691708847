import { PALETTE } from '../../shared/web/palette.ts';

/** The look of every page of the local clinic. */
export const STYLE = `
${PALETTE}
:root{--mono:ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 var(--sans)}
h1,h2,h3,p,ul,dl,dd,pre,table{margin:0;padding:0}
h1{font-size:1.5rem;line-height:1.25;margin-bottom:.3rem}.lead{color:var(--muted);margin-bottom:1.1rem}h2{font-size:1.1rem;margin:0 0 .75rem}
a{color:var(--accent);text-underline-offset:.15em}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
.unseen{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden;white-space:nowrap}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;z-index:9;background:var(--paper);padding:.5rem 1rem}
.wide,main{max-width:82rem;margin:0 auto;padding:0 1.25rem}
main{padding-top:1.25rem;padding-bottom:4rem}
.top{background:var(--paper);border-bottom:1px solid var(--line)}
.top .wide{display:flex;flex-wrap:wrap;gap:.75rem 2rem;justify-content:space-between;align-items:end;padding-top:.9rem}
.clinic{font-weight:650;font-size:1.15rem;margin-bottom:.6rem}
nav{display:flex;flex-wrap:wrap;gap:.25rem}.search{display:flex;gap:.4rem;padding-bottom:.8rem}.search input{min-width:0;width:13rem}
nav a{padding:.45rem .8rem;text-decoration:none;color:var(--muted);border-bottom:3px solid transparent}
nav a:hover{color:var(--ink)}
nav a[aria-current]{color:var(--ink);font-weight:600;border-color:var(--accent)}
.clock{display:flex;flex-wrap:wrap;gap:.6rem 1.5rem;align-items:center;padding-bottom:.8rem}
.clock time{display:flex;gap:.6rem;align-items:baseline;font-variant-numeric:tabular-nums}
.day{font-size:1.35rem;font-weight:600}.time{font-size:1.35rem}
.zone,.small{color:var(--muted);font-size:.85rem}
.clock form{display:flex;flex-wrap:wrap;gap:.4rem}
button,.button,select,input,textarea{font:inherit;color:inherit}
button,.button{border:1px solid var(--line);background:var(--soft);border-radius:8px;padding:.42rem .85rem;cursor:pointer;
color:var(--ink);text-decoration:none}
button:hover,.button:hover{border-color:var(--accent)}
button.main{background:var(--accent);border-color:var(--accent);color:var(--on-accent);font-weight:600}
button:disabled{opacity:.55;cursor:default}
select,input,textarea{border:1px solid var(--muted);background:var(--paper);border-radius:8px;padding:.42rem .6rem;max-width:100%}
textarea,pre,code{font-family:var(--mono);font-size:.86rem}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.8rem}
.card{background:var(--paper);border:1px solid var(--line);border-radius:12px;padding:1.1rem 1.25rem;margin-bottom:1.25rem}
.notice{border:1px solid;border-left-width:6px;border-radius:8px;padding:.6rem 1rem;margin-bottom:1.25rem;background:var(--paper)}
.notice.done{border-color:var(--green)}.notice.error{border-color:var(--red)}
.notice ul{margin-left:1.2rem}.step{border-color:var(--line)}.step summary{cursor:pointer}.step ul{margin-left:0}.step .two{margin-top:.6rem}
.chip{display:inline-block;font-size:.8rem;line-height:1.3;padding:.12rem .55rem;border-radius:99px;background:var(--soft);
color:var(--muted);white-space:nowrap}
.chip.red{background:var(--red-soft);color:var(--red);font-weight:600}.chip.amber{background:var(--amber-soft);color:var(--amber)}
.chip.green{background:var(--green-soft);color:var(--green)}.chip.blue{background:var(--blue-soft);color:var(--blue)}
.counts{display:flex;flex-wrap:wrap;gap:.5rem 2.2rem;margin:0 0 1.1rem}
.counts div{display:flex;flex-direction:column-reverse}
.counts dt{color:var(--muted);font-size:.85rem}.counts dd{font-size:1.5rem;font-weight:600;line-height:1.2;font-variant-numeric:tabular-nums}
.counts .late dd{color:var(--red)}
.choices [aria-current]{border-color:var(--accent);font-weight:600}
.filter{display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:center;margin-bottom:.9rem}
.filter label{display:inline-flex;gap:.4rem;align-items:center}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.55rem .9rem .55rem 0;border-top:1px solid var(--line)}
thead th{border-top:0;color:var(--muted);font-size:.85rem;font-weight:500;padding-top:0}
tbody th{font-weight:600}tbody th a{font-weight:500}
td.when{white-space:nowrap;font-variant-numeric:tabular-nums}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(26rem,100%),1fr));gap:0 1.25rem;align-items:start}
.facts{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1.2rem}.facts dt{color:var(--muted)}.facts dd{overflow-wrap:anywhere}
.why{border-top:1px solid var(--line);padding:.45rem 0}.why summary{cursor:pointer;font-weight:600}.why .facts{margin:.4rem 0 .3rem 1.1rem}
.facts dd p+p{margin-top:.3rem}
.fields{display:grid;gap:.8rem}.fields label{display:grid;gap:.2rem}.fields .row{display:flex;flex-wrap:wrap;gap:.6rem}
.mail{width:100%;height:max(70vh,46rem);border:1px solid var(--line);border-radius:8px;background:#fff}
.crumb{margin-bottom:.4rem;font-size:.9rem}
.plain{list-style:none}.plain li+li{margin-top:.35rem}
pre.code{background:var(--soft);border-radius:8px;padding:.8rem 1rem;margin:.3rem 0 1rem}
form.inline{display:inline}
.empty{padding:1.2rem 1.25rem}
@media (max-width:58rem){
.top .wide{gap:.4rem}.clock{width:100%}.clock form{display:grid;grid-template-columns:1fr 1fr;width:100%}
.counts{gap:.4rem 1.5rem}.counts dd{font-size:1.2rem}
.brief td.when{display:inline-block;margin-right:.6rem}.brief td:nth-child(2){display:inline-block}
.wide,main{padding-left:.9rem;padding-right:.9rem}.card{padding:.9rem}
.stack thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.stack tr{display:block;border-top:1px solid var(--line);padding:.6rem 0}.stack tbody tr:first-child{border-top:0}
.stack th,.stack td{display:block;border:0;padding:.1rem 0}.stack td:empty{display:none}
.stack td[data-label]::before{content:attr(data-label) ": ";color:var(--muted);font-size:.85rem}}
`;
