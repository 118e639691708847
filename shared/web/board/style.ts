/** What the board looks like besides: wide enough for a tablet on its side, lists as tables that fold on a phone. */
export const BOARD_STYLE = `
body{font-size:1.0625rem}
.board main,.board header,.board footer{max-width:68rem}
.board header{padding-bottom:0}
.board nav ul{display:flex;flex-wrap:wrap;gap:.2rem .4rem;list-style:none;margin:.6rem 0 0;padding:0}
.board nav a{display:inline-block;padding:.5rem .8rem;border-radius:.5rem;text-decoration:none}
.board nav a:hover{text-decoration:underline}
.board nav a[aria-current]{background:var(--accent);color:var(--on-accent);font-weight:600}
.board .who p{margin:0;font-weight:400;color:var(--muted)}
.who{display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:center;justify-content:space-between}
.who form{margin:0}
button.small,.button.small{min-height:2.75rem;padding:.45rem .9rem;font-size:1rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.55rem .8rem .55rem 0;border-top:1px solid var(--line)}
thead th,thead td{border-top:0;color:var(--muted);font-size:1rem;font-weight:400}
td .row{gap:.4rem}
.nowrap{white-space:nowrap}
.chip{display:inline-block;border-radius:.4rem;padding:.05rem .5rem;font-size:.95rem;background:var(--soft)}
.chip.red{background:var(--red-soft);color:var(--red)}
.chip.amber{background:var(--amber-soft);color:var(--amber)}
.chip.green{background:var(--green-soft);color:var(--green)}
.pair{display:grid;gap:1rem;margin:0 0 1rem;grid-template-columns:repeat(auto-fit,minmax(min(22rem,100%),1fr));align-items:start}
.pair>section{margin:0}
@media (max-width:40rem){table.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table.stack .nowrap{white-space:normal}
table.stack tr{display:block;border-top:1px solid var(--line);padding:.5rem 0}
table.stack td,table.stack th{display:block;border:0;padding:.1rem 0}}
@media print{.board nav,.who form,.noprint{display:none}.board main{max-width:none;padding:0}section{padding:.5rem .7rem}body{font-size:11pt}}
`;
