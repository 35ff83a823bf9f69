import { STYLE } from '../pages/style.ts'
import { inlineHashOf } from '../security-headers.ts'

const CHECK = `
.hero{padding:1.25rem 0}
.hero h1{font-size:clamp(1.375rem,4.4vw,2rem)}
.hero .checked{margin-top:.75rem;display:flex;flex-wrap:wrap;gap:0 1.25rem}
button,input,textarea{font:inherit}
button:focus-visible,input:focus-visible,textarea:focus-visible{outline:3px solid var(--link);outline-offset:2px}
[tabindex="-1"]:focus{outline:none}
.panel h2{font-size:clamp(1.1875rem,3.4vw,1.4375rem);line-height:1.5}
.panel h3{margin-top:1rem}
.sub{margin-top:1rem;font-size:.9375rem;font-weight:700}
.choices{display:grid;gap:.6rem;margin-top:1rem}
.choices button{min-height:3rem;padding:.6rem 2.5rem .6rem 1.1rem;border:2px solid var(--line);border-radius:.75rem;background:var(--panel) no-repeat right 1rem center;color:var(--text);text-align:left;line-height:1.5;cursor:pointer;position:relative}
.choices button::after{content:"";position:absolute;right:1.1rem;top:50%;width:.55rem;height:.55rem;border:solid var(--soft);border-width:2px 2px 0 0;transform:translateY(-50%) rotate(45deg)}
.choices button:hover{border-color:var(--link)}
.choices.row{grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));max-width:30rem}
.choices.row button{text-align:center;font-weight:700;padding-inline:1rem}
.choices.row button::after{display:none}
.button{min-height:2.75rem;padding:.35rem 1.3rem;border:2px solid var(--line);border-radius:.6rem;background:var(--panel);color:var(--text);font-weight:700;cursor:pointer}
.button:hover{border-color:var(--link)}
.button:disabled{color:var(--soft);cursor:progress}
.button.main{border-color:var(--link);background:var(--link);color:var(--panel);margin-top:.75rem}
.button.main:disabled{background:var(--soft);border-color:var(--soft)}
.button.broken{border-color:var(--bad);color:var(--bad)}
.way{margin-top:1.25rem;padding-top:.75rem;border-top:1px solid var(--line)}
.way a{display:inline-block;padding:.25rem 0;margin-right:1.25rem}
.tag{display:inline-block;padding:0 .55rem;border:1px solid var(--line);border-radius:.4rem;color:var(--soft);font-size:.8125rem;line-height:1.6;white-space:nowrap}
.first-step{margin-top:.9rem;padding:.8rem 1rem;border-left:4px solid var(--link);background:var(--page);border-radius:0 .6rem .6rem 0}
.first-step .tag{border-color:var(--link);color:var(--link);font-weight:700;margin-right:.25rem}
.ticks{margin-top:.4rem}
.ticks label{display:grid;grid-template-columns:auto 1fr;gap:.75rem;padding:.55rem .25rem;border-bottom:1px solid var(--line);cursor:pointer}
.ticks input{width:1.35rem;height:1.35rem;margin:.2rem 0 0;accent-color:var(--good)}
.ticks input:checked+span{color:var(--soft);text-decoration:line-through}
.about{display:grid;gap:.5rem;margin-top:1rem}
.about dt{color:var(--soft);font-size:.875rem}
.donts{margin-top:1rem;padding:.8rem 1rem;border:1px solid var(--bad);border-radius:.6rem;background:var(--bad-tint)}
.donts .sub{margin:0;color:var(--bad)}
.donts ul{display:grid;gap:.4rem;margin-top:.35rem}
.donts li{display:flex;gap:.6rem}
.donts .mark{color:var(--bad)}
.others details{border-top:1px solid var(--line);padding:.6rem 0}
.others details:last-child{border-bottom:1px solid var(--line)}
.others h3{margin-bottom:.4rem}
summary{cursor:pointer;font-weight:600;min-height:1.75rem}
.waiting{display:grid;gap:.6rem;margin-top:.9rem}
.until{font-weight:700}
.field{margin-top:1.1rem}
.field label{font-weight:700}
.field input,textarea{width:100%;max-width:36rem;min-height:2.9rem;padding:.4rem .8rem;border:2px solid var(--soft);border-radius:.6rem;background:var(--panel);color:var(--text);margin-top:.35rem}
.field input{font-family:ui-monospace,Consolas,Menlo,monospace}
textarea{display:block;max-width:none;font-size:.875rem;line-height:1.6;resize:vertical;word-break:normal}
.with-button{display:flex;flex-wrap:wrap;gap:.6rem;align-items:end;max-width:36rem}
.with-button input{flex:1 1 12rem}
.said{margin-top:.5rem;font-weight:400}
.slips{display:grid;gap:.3rem;padding:.7rem 1rem;border:1px solid var(--bad);border-radius:.6rem;background:var(--bad-tint);max-width:44rem}
.slips.mild{border-color:var(--line);background:var(--page)}
.slips li{padding-left:1.1em;text-indent:-1.1em}
.slips li::before{content:"・"}
.meant{margin-top:.5rem}
.meant code{font-size:1rem;font-weight:700;padding:.1rem .5rem;border:1px solid var(--line);border-radius:.4rem;margin-right:.4rem}
.fine{color:var(--good);font-weight:600}
.cells{display:flex;flex-wrap:wrap;gap:.3rem;margin-top:.6rem}
.cell{display:grid;justify-items:center;min-width:3.1rem;padding:.15rem .3rem;border:1px solid var(--line);border-radius:.4rem;background:var(--page);line-height:1.4}
.cell .glyph{font:700 1.125rem/1.5 ui-monospace,Consolas,Menlo,monospace}
.cell .kind{font-size:.75rem;color:var(--soft)}
.cell.n-full-width,.cell.n-japanese,.cell.n-wide-space,.cell.n-space,.cell.n-invisible,.cell.n-foreign{border:2px solid var(--bad);background:var(--bad-tint)}
.cell.n-full-width .kind,.cell.n-japanese .kind,.cell.n-wide-space .kind,.cell.n-space .kind,.cell.n-invisible .kind,.cell.n-foreign .kind{color:var(--bad);font-weight:700}
.cell.alike{border:2px solid var(--warn)}
.cell.alike .kind{color:var(--warn);font-weight:700}
#check-results>*{margin-top:.75rem}
.compared{font-size:1.125rem}
.next-steps{display:grid;gap:.35rem}
.next-steps li{padding-left:1.1em;text-indent:-1.1em}
.next-steps li::before{content:"・"}
.tries{border-top:1px solid var(--line);max-width:40rem}
.tries li{display:grid;grid-template-columns:1fr auto 5.5em;gap:.75rem;padding:.4rem 0;border-bottom:1px solid var(--line)}
.tries .state{font-weight:700}
.tries .note{text-align:right;font-variant-numeric:tabular-nums}
.t-reached .state{color:var(--good)}
.t-failed .state,.t-timeout .state{color:var(--bad)}
.browser{margin-top:1.25rem;padding-top:.25rem;border-top:1px solid var(--line)}
.browser.doubtful{border:1px solid var(--bad);border-radius:.6rem;background:var(--bad-tint);padding:.25rem 1rem .8rem}
.handover{margin-top:1rem}
.handover textarea{margin-top:.5rem}
.handover p{margin-top:.6rem}
.report{margin-top:1.25rem;padding-top:1rem;border-top:1px solid var(--line)}
.contact{margin-top:.6rem}
.contact a{margin-right:.6em}
@media(min-width:48rem){
.choices{grid-template-columns:1fr 1fr}
.about{grid-template-columns:repeat(3,1fr);gap:1.25rem}
.hero .icon.large{width:4.5rem;height:4.5rem}
}
@media print{.choices,#typing,.report,.button{display:none}}
`

/** The stylesheet of `/check`: that of the status page, and what only this page has. */
export const CHECK_STYLE = `${STYLE}${CHECK.replaceAll('\n', '')}`

export const CHECK_STYLE_HASH = inlineHashOf(CHECK_STYLE)
