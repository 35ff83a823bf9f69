import { STYLE } from '../pages/style.ts'
import { inlineHashOf } from '../security-headers.ts'

const GUIDE = `
.strip{background:var(--tint);border-bottom:1px solid var(--edge)}
.strip .wrap{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem .75rem;padding-block:.6rem}
.strip p{display:flex;gap:.6rem;align-items:center;flex:1 1 20rem;line-height:1.5}
.strip .icon{width:1.6rem;height:1.6rem}
.strip .icon .glyph{stroke:var(--tint)}
.strip strong{color:var(--ink)}
.back{padding-top:.9rem;font-size:.9375rem}
.top{padding-block:1.5rem .25rem}
.back+.top{padding-top:.6rem}
.top h1{margin:0;font-size:clamp(1.5rem,4.6vw,2.125rem);color:var(--text)}
.top .lead{color:var(--soft)}
.panel h2{font-size:1.1875rem;line-height:1.5}
button,input{font:inherit}
button:focus-visible,input:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.search{margin-top:1.25rem}
.search label{font-weight:700}
.search div{display:flex;flex-wrap:wrap;gap:.6rem;margin-top:.35rem;max-width:44rem}
.search input[type=search]{flex:1 1 16rem;min-width:0;min-height:3rem;padding:.4rem .9rem;border:2px solid var(--soft);border-radius:.6rem;background:var(--panel);color:var(--text)}
.search button{min-height:3rem;padding:.35rem 1.6rem;border:2px solid var(--link);border-radius:.6rem;background:var(--link);color:var(--panel);font-weight:700;cursor:pointer}
.search .note{margin-top:.35rem}
.list{margin-top:.5rem}
.list li{border-top:1px solid var(--line);padding:.6rem 0}
.list li:first-child{border-top:0}
.list a{font-weight:600;display:inline-block;padding:.1rem 0}
.list p{color:var(--soft);font-size:.9375rem;line-height:1.6}
.found .list{counter-reset:place}
.chooser.inside{border:0}
.chooser.inside ul{padding:.5rem 0 0}
.chooser.inside a{border:1px solid var(--line)}
.steps{margin-top:.75rem;counter-reset:step}
.steps li{position:relative;padding:.65rem 0 .65rem 2.75rem;border-top:1px solid var(--line);counter-increment:step;line-height:1.65}
.steps li:first-child{border-top:0}
.steps li::before{content:counter(step);position:absolute;left:0;top:.65rem;display:grid;place-items:center;width:1.85rem;height:1.85rem;border-radius:50%;background:var(--text);color:var(--panel);font-weight:700;font-size:.9375rem;line-height:1}
.tag{display:inline-block;padding:0 .55rem;margin-right:.35rem;border:1px solid var(--soft);border-radius:.4rem;color:var(--soft);font-size:.8125rem;line-height:1.6}
.first-step{margin-top:1rem;padding:.85rem 1.1rem;border-left:4px solid var(--link);background:var(--panel);border-radius:0 .6rem .6rem 0;font-size:1.0625rem}
.first-step .tag{border-color:var(--link);color:var(--link);font-weight:700}
.wait-first{margin-top:1rem;padding:.85rem 1.1rem;border:2px solid var(--bad);border-radius:.6rem;background:var(--bad-tint);font-weight:700}
.about{display:grid;gap:.75rem}
.about dt{color:var(--soft);font-size:.875rem}
.about dd{line-height:1.65}
.contact{display:block;margin-top:.35rem}
.contact a{display:inline-block;margin-right:.6em}
.donts{border-color:var(--bad)}
.donts h2{color:var(--bad)}
.donts ul{display:grid;gap:.4rem;margin-top:.4rem}
.donts li{display:flex;gap:.6rem}
.donts .mark{width:1.1rem;height:1.1rem;margin-top:.35rem;stroke-width:3;color:var(--bad)}
.signs{margin-top:.4rem}
.signs li{padding:.5rem 0 .5rem 1.1em;text-indent:-1.1em;border-top:1px solid var(--line)}
.signs li:first-child{border-top:0}
.signs li::before{content:"・"}
.related{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin-top:.4rem}
.related a{display:inline-block;padding:.2rem 0}
.sources{font-size:.875rem}
.sources h2{font-size:1rem}
.sources li{padding:.15rem 0}
@media(min-width:48rem){
.groups{columns:2;column-gap:1rem;margin-top:1.25rem}
.groups .panel{break-inside:avoid;margin:0 0 1rem}
.about{grid-template-columns:repeat(3,1fr);gap:1.5rem}
}
@media print{
.search,.chooser.inside,.to-check,.strip a{display:none}
.steps li,.donts{break-inside:avoid}
.steps li::before{border:1px solid #000;background:none;color:#000}
a{color:inherit;text-decoration:none}
}
`

/** The stylesheet of the guide: that of the status page, and what only the guide has. */
export const GUIDE_STYLE = `${STYLE}${GUIDE.replaceAll('\n', '')}`

export const GUIDE_STYLE_HASH = inlineHashOf(GUIDE_STYLE)
