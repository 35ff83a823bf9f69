import { STYLE } from '../pages/style.ts'
import { inlineHashOf } from '../security-headers.ts'

const FORM = `
.asking{padding-top:1.5rem;padding-bottom:2rem}
.asking form{display:grid;gap:1.1rem;max-width:40rem}
.asking fieldset{border:0;margin:0;padding:0}
.asking legend,.asking .label{font-weight:700;padding:0}
.asking .boxes{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.15rem 1.5rem;margin-top:.35rem}
.asking .boxes label{display:flex;gap:.6rem;align-items:center;min-height:2.5rem}
.asking input[type=checkbox]{width:1.2rem;height:1.2rem;margin:0;flex:none}
.asking input[type=email]{display:block;width:100%;margin-top:.35rem;font:inherit;min-height:2.75rem;padding:.35rem .8rem;border:2px solid var(--soft);border-radius:.6rem;background:var(--panel);color:var(--text)}
.asking input:focus-visible,.asking button:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.asking button{justify-self:start;font:inherit;font-weight:700;min-height:2.75rem;padding:.35rem 1.4rem;border:2px solid var(--link);border-radius:.6rem;background:var(--link);color:var(--panel);cursor:pointer}
.asking .wrong{color:var(--bad);font-weight:700}
.asking .who{font-weight:700;font-size:1.0625rem;margin-bottom:.75rem}
`

export const SUBSCRIPTION_STYLE = `${STYLE}${FORM}`.replaceAll('\n', '')
export const SUBSCRIPTION_STYLE_HASH = inlineHashOf(SUBSCRIPTION_STYLE)
