import { CHECK_STYLE } from '../check/check-style.ts'
import { inlineHashOf } from '../security-headers.ts'

const DESK = `
.entrance{max-width:40rem;margin:2.5rem auto}
.entrance h1{font-size:1.5rem;color:var(--text)}
.mistake{margin-top:.5rem;color:var(--bad);font-weight:700}
.with-button .button.main{margin-top:0}
.replies{display:grid;gap:1rem;margin-top:.75rem}
.replies label{font-weight:700}
.replies p{margin-top:.5rem}
.hour{border-top:1px solid var(--line);padding:.5rem 0}
.hour summary{display:grid;grid-template-columns:1fr auto;gap:.75rem;align-items:center}
.hour summary::marker,.hour summary::-webkit-details-marker{display:none}
.hour summary .name::before{content:"▸ ";color:var(--soft)}
.hour[open] summary .name::before{content:"▾ "}
.hour li{display:grid;grid-template-columns:1fr auto;gap:.75rem;align-items:center;padding:.2rem 0 .2rem 1.1rem;font-size:.875rem}
.strip{display:flex;gap:.6rem;align-items:center;font-weight:400}
.strip svg{width:8rem;height:1.3rem}
.strip .note{min-width:8.5em;text-align:right;font-size:.8125rem;font-variant-numeric:tabular-nums}
.x-passed{fill:var(--good)}
.x-failed{fill:var(--bad)}
.x-mixed{fill:var(--warn)}
.x-blind{fill:none;stroke:var(--soft);stroke-width:1.5}
.x-none{fill:var(--line)}
#reports-by-office table{min-width:28rem}
#reports-by-office thead th{white-space:nowrap}
#replies>.others{margin-top:1rem}
.result{margin-top:1rem;padding-top:.25rem;border-top:1px solid var(--line)}
.likely{display:grid;gap:.75rem;margin-top:.5rem;counter-reset:n}
.likely li{display:grid;grid-template-columns:2rem 1fr;counter-increment:n}
.likely li::before{content:counter(n);font-weight:700;color:var(--soft);grid-row:span 3}
.likely a{font-weight:700}
.finding{margin-top:.75rem;padding:.5rem 1rem .75rem;border-left:4px solid var(--bad);background:var(--page)}
.finding.good{border-color:var(--good)}
.finding h3{margin-top:.25rem}
.leave{margin-top:1.5rem;text-align:right}
.field p .button.main{margin-top:.6rem}
@media(min-width:48rem){.replies{grid-template-columns:1fr 1fr}}
@media(min-width:70rem){.side-by-side{display:grid;grid-template-columns:1fr 1fr;gap:1.25rem;align-items:start}}
@media(max-width:30rem){.hour summary,.hour li{grid-template-columns:1fr}.strip .note{min-width:0}}
`

/** The stylesheet of `/desk`. */
export const DESK_STYLE = `${CHECK_STYLE}${DESK.replaceAll('\n', '')}`

export const DESK_STYLE_HASH = inlineHashOf(DESK_STYLE)
