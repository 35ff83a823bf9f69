/** How each part of the page looks: phone first, wide screens after, paper last. */
const HEAD = `
.head{background:var(--panel);border-bottom:1px solid var(--line)}
.head>.wrap{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:.25rem 1rem;padding-block:.75rem}
.brand{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 .75rem;font-size:.9375rem}
.wordmark{font-size:1.25rem;font-weight:800;letter-spacing:.04em}
.languages{display:flex;gap:.25rem;font-size:.875rem}
.languages a,.chooser a{display:inline-block;padding:0 .75rem;line-height:2rem;border-radius:1rem;color:var(--text);text-decoration:none}
.languages a:hover,.chooser a:hover{text-decoration:underline}
.languages a[aria-current],.chooser a[aria-current]{background:var(--text);color:var(--panel)}
.places{border-top:1px solid var(--line)}
.places ul{display:flex;flex-wrap:wrap;gap:0 1.25rem;max-width:62rem;margin:0 auto;padding:0 1.25rem;font-size:.9375rem}
.places a{display:inline-block;padding:.4rem 0;color:var(--text);text-decoration:none;border-bottom:3px solid transparent}
.places a:hover{text-decoration:underline}
.places a[aria-current]{font-weight:700;border-color:var(--link)}
.chooser{border-top:1px solid var(--line)}
.chooser ul{display:flex;flex-wrap:wrap;gap:.25rem;max-width:62rem;margin:0 auto;padding:.4rem 1.25rem;font-size:.875rem}
`

const HERO = `
.hero{background:var(--tint);border-bottom:1px solid var(--edge);padding:1.5rem 0 1.75rem}
.answer{display:flex;gap:1rem;align-items:flex-start}
.icon.large{width:3.5rem;height:3.5rem}
.hero .icon .glyph{stroke:var(--tint)}
.chip{display:inline-block;padding:.05rem .7rem;border:1.5px solid var(--ink);border-radius:1rem;color:var(--ink);font-size:.875rem;font-weight:700}
h1{margin-top:.4rem;font-size:clamp(1.5rem,5.2vw,2.5rem);line-height:1.35;letter-spacing:.005em;color:var(--ink)}
.lead{margin-top:.35rem;font-size:clamp(1rem,2.6vw,1.1875rem);max-width:44em}
.facts{display:grid;gap:.5rem 2.5rem;margin-top:1.25rem}
.facts>div{display:flex;gap:.75rem}
.facts dt{flex:none;width:6em;color:var(--soft);font-size:.875rem;line-height:1.95}
.facts dd{font-variant-numeric:tabular-nums;font-weight:600}
.facts .ago{font-weight:400}
.suspects{margin-top:1.5rem}
.suspects h2{font-size:.875rem;color:var(--soft);font-weight:600}
.suspects ul{display:grid;gap:.5rem;margin-top:.4rem}
.suspect{display:grid;grid-template-columns:auto 1fr;gap:0 .75rem;align-items:center;padding:.6rem .9rem;border:1px solid var(--line);border-radius:.6rem;background:var(--panel)}
.suspect .mark{grid-row:span 2;width:1.75rem;height:1.75rem;stroke-width:2.6;color:var(--soft)}
.suspect .name{font-size:.875rem;color:var(--soft);line-height:1.4}
.suspect .state{font-weight:700;line-height:1.4}
.suspect.good .mark{color:var(--good)}
.suspect.bad{border:2px solid var(--ink);background:var(--ink)}
.suspect.bad *{color:var(--panel)}
`

const PANELS = `
.to-check{margin-top:1.25rem}
.to-check a{display:flex;justify-content:space-between;align-items:center;gap:1rem;min-height:3.25rem;padding:.6rem 1.25rem;border-radius:.75rem;background:var(--link);color:var(--panel);font-size:1.0625rem;font-weight:700;text-decoration:none}
.to-check a:hover{text-decoration:underline}
.to-check a::after{content:"";width:.6rem;height:.6rem;border:solid;border-width:2.5px 2.5px 0 0;transform:rotate(45deg);flex:none}
.panel{margin-top:1.25rem;padding:1.25rem;background:var(--panel);border:1px solid var(--line);border-radius:.75rem}
.panel h2{font-size:1.125rem;line-height:1.5}
.panel h3{font-size:.9375rem}
.advice{display:grid;gap:1rem;margin-top:.75rem}
.advice ul{display:grid;gap:.5rem;margin-top:.4rem}
.advice li{display:flex;gap:.6rem}
.mark{width:1.25rem;height:1.25rem;margin-top:.22rem;stroke-width:2.6}
.do .mark{color:var(--good)}
.dont .mark,.dont h3{color:var(--bad)}
.advice .dont{padding:.8rem 1rem;border:1px solid var(--bad);border-radius:.6rem;background:var(--bad-tint)}
.office{margin-top:.75rem;border-top:1px solid var(--line);padding-top:.75rem}
.office summary,.looks summary{cursor:pointer}
.office>p{margin-top:.5rem}
.silent{margin-top:.5rem;padding:.5rem .9rem;border:1px dashed var(--soft);border-radius:.6rem}
.badge{display:inline-flex;max-width:calc(100% - 1.5rem);flex-wrap:wrap;gap:.1rem .5rem;align-items:center;vertical-align:middle}
.badge .name{font-weight:700}
.badge .state{color:var(--ink);font-weight:700}
.components{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:0 2rem;margin-top:.5rem}
.components li{display:grid;grid-template-columns:auto 1fr auto;gap:.6rem;align-items:center;padding:.45rem 0;border-bottom:1px solid var(--line)}
.components .icon{width:1.25rem;height:1.25rem}
.components .state{color:var(--ink);font-weight:600;font-size:.9375rem;text-align:right}
.components .ago{display:block;font-weight:400;font-size:.8125rem;line-height:1.3}
.notices li{display:flex;gap:.75rem;margin-top:.75rem}
.notices .state{color:var(--ink);font-weight:700}
.reports{display:flex;flex-wrap:wrap;gap:.75rem;margin:.75rem 0}
.reports button{font:inherit;font-weight:700;min-height:2.75rem;padding:.35rem 1.4rem;border:2px solid var(--line);border-radius:.6rem;background:var(--panel);color:var(--text);cursor:pointer}
.reports .broken{border-color:var(--bad);color:var(--bad)}
.reports .works{border-color:var(--good);color:var(--good)}
.said{font-weight:700}
.unreadable td,.unreadable th{color:var(--bad)}
`

const CHAIN = `
.chain{margin:1rem 0 .75rem}
.link{position:relative;display:flex;gap:1rem;align-items:center;padding-bottom:1.1rem;--ink:var(--good)}
.link:last-child{padding-bottom:0}
.link.s-slow{--ink:var(--warn)}
.link.s-broken{--ink:var(--bad)}
.link.s-unknown,.link.s-unused{--ink:var(--soft)}
.node{position:relative;display:grid;place-items:center;width:3.25rem;height:3.25rem;flex:none;border:2px solid var(--ink);border-radius:50%;background:var(--panel);color:var(--ink)}
.s-unknown .node,.s-unused .node{border-style:dashed}
.s-broken .node{background:var(--bad);color:var(--panel)}
.link-icon{width:1.6rem;height:1.6rem;stroke-width:1.6}
.state-mark{position:absolute;right:-.45rem;bottom:-.35rem;display:grid;place-items:center;width:1.4rem;height:1.4rem;border-radius:50%;background:var(--ink);color:var(--panel);border:2px solid var(--panel)}
.state-icon{width:.9rem;height:.9rem;stroke-width:3.4}
.link::before{content:"";position:absolute;left:1.625rem;top:3.25rem;bottom:0;border-left:2px solid var(--good)}
.link:last-child::before{display:none}
.s-broken::before,.s-unknown::before{border-left-style:dashed;border-color:var(--soft)}
.s-broken::before{border-color:var(--bad)}
.link .caption{display:grid;line-height:1.4}
.link .name{font-weight:600}
.link .state{font-size:.875rem;color:var(--ink)}
.s-broken .state{font-weight:700}
@media(min-width:48rem){
.chain{display:grid;grid-template-columns:repeat(6,1fr)}
.link,.link:last-child{flex-direction:column;gap:.6rem;padding:0 .25rem;text-align:center}
.link::before{left:calc(50% + 1.625rem);right:calc(-50% + 1.625rem);top:1.55rem;bottom:auto;border-left:0;border-top:2px solid var(--good)}
.s-broken::before,.s-unknown::before{border-top-style:dashed;border-color:var(--soft)}
.s-broken::before{border-color:var(--bad)}
}
`

const EVIDENCE = `
.evidence{margin-top:.5rem}
.evidence li{display:grid;grid-template-columns:auto 1fr;gap:0 .75rem;padding:.7rem 0;border-top:1px solid var(--line)}
.evidence .text{line-height:1.55}
.evidence .note{display:flex;flex-wrap:wrap;gap:0 1rem}
.evidence .mark{width:1.1rem;height:1.1rem;stroke-width:3.2;color:var(--link)}
.evidence .against .mark{color:var(--soft)}
.weight{grid-column:2;display:flex;gap:.6rem;align-items:center;margin-top:.25rem}
.weight svg{width:7rem;height:.5rem}
.track{fill:var(--line)}
.bar{fill:var(--link)}
.against .bar{fill:var(--soft)}
.figure{position:relative;font-size:.8125rem;color:var(--soft);font-variant-numeric:tabular-nums}
.looks summary h2{display:inline}
.scroll{overflow-x:auto;margin-top:.75rem}
table{width:100%;min-width:44rem;border-collapse:collapse;font-size:.875rem;line-height:1.5}
th,td{padding:.5rem .75rem .5rem 0;border-top:1px solid var(--line);text-align:left;vertical-align:top}
thead th{border-top:0;color:var(--soft);font-weight:600;overflow-wrap:normal}
tbody th{font-weight:600}
tbody th .note,td .why,td code{display:block;font-weight:400;font-size:.8125rem}
td code{color:var(--soft);max-width:26rem}
.number{font-variant-numeric:tabular-nums;white-space:nowrap}
.outcome{display:inline-flex;gap:.3rem}
.passed .mark{color:var(--good)}
.failed .mark,.failed .outcome{color:var(--bad);font-weight:700}
.skipped .mark,.skipped td{color:var(--soft)}
.foot{margin-top:2.5rem;border-top:1px solid var(--line);padding:1.25rem 0 2.5rem;font-size:.875rem}
.foot .wrap{display:grid;gap:.35rem}
.foot a{margin-right:.6em}
`

const EXPLAIN = `
.waterfall li,.sum{display:grid;grid-template-columns:1fr auto;gap:.25rem .75rem;padding:.6rem 0;border-top:1px solid var(--line);align-items:center}
.waterfall li>div{grid-column:1/-1}
.waterfall .note{display:flex;flex-wrap:wrap;gap:0 1rem}
.step{width:100%;height:1.1rem}
.step .track{opacity:.6}
.step .zero{fill:var(--soft)}
.step.whole .bar{fill:var(--good)}
.sum{border-top:2px solid var(--soft);font-weight:700}
.sum>span{grid-column:1/-1}
.aside{display:grid;gap:.25rem;margin-top:.4rem}
.panel>h3{margin-top:1rem}
.outlook{margin-top:1.25rem;max-width:44em}
.howlong{margin-top:1rem;max-width:44em}
.howlong strong{display:block;color:var(--soft);font-size:.875rem;font-weight:400}
.outlook h2{font-size:.875rem;color:var(--soft);font-weight:600}
.moments{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;margin-top:.6rem}
.moments a,.changes a{display:inline-block;padding:.15rem 0}
.changes{display:grid;gap:.35rem;margin-top:.4rem}
.changes li{display:flex;flex-wrap:wrap;gap:.1rem .6rem;align-items:center}
.changes .state{color:var(--ink);font-weight:600}
.more{margin-top:.75rem}
`

const HISTORY = `
.history h1{margin-top:1.5rem;color:var(--text);font-size:clamp(1.5rem,4.4vw,2rem)}
.history>.chooser{border:0;margin-top:1rem}
.history>.chooser ul{padding:0}
.course{display:grid;gap:.5rem;margin-top:.75rem}
.course li{display:grid;gap:0 1rem;padding-left:.75rem;border-left:4px solid var(--line)}
.course time{font-variant-numeric:tabular-nums}
.course .lane{font-size:.8125rem;color:var(--soft)}
.course .lane-probes{border-color:var(--link)}
.course .lane-notices{border-color:var(--warn)}
.course .lane-people{border-color:var(--good)}
`

const WIDE = `
@media(min-width:48rem){
.course li{grid-template-columns:7.5rem 1fr}
.hero{padding:2.5rem 0}
.answer{gap:1.75rem}
.icon.large{width:6rem;height:6rem}
.facts{grid-template-columns:repeat(3,auto);justify-content:start;margin-top:1.5rem}
.facts>div{display:block}
.facts dt{width:auto;line-height:1.5}
.suspects ul{grid-template-columns:repeat(3,1fr);gap:.75rem}
.panel{padding:1.5rem 1.75rem}
.advice{grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));align-items:start}
.evidence li{grid-template-columns:auto 1fr auto}
.waterfall li,.sum{grid-template-columns:1fr 20rem 3em}
.waterfall li>div,.sum>span{grid-column:auto}
.sum strong,.waterfall .figure{text-align:right}
.weight{grid-column:3;align-self:center;margin:0}
.figure{min-width:2.5em;text-align:right}
}
`

const PAPER = `
@media print{
body{background:#fff}
.languages,.chooser,.foot a,.looks{display:none}
.panel,.hero,.suspect{break-inside:avoid;border-color:#999}
.suspect.bad{background:none;border-width:3px}
.suspect.bad *{color:inherit}
}
`

export const PARTS = [HEAD, HERO, PANELS, CHAIN, EVIDENCE, EXPLAIN, HISTORY, WIDE, PAPER].join('')
