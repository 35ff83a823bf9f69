import { inlineHashOf } from '../security-headers.ts'
import { COLOURS } from './style-colours.ts'
import { PARTS } from './style-parts.ts'

const GROUND = `
*{box-sizing:border-box}
html{color-scheme:light dark;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);font:1rem/1.7 system-ui,-apple-system,"Hiragino Sans","Yu Gothic UI","Meiryo","Noto Sans JP","Noto Sans CJK JP",sans-serif;overflow-wrap:anywhere;word-break:auto-phrase}
h1,h2,h3,p,ul,ol,dl,dd{margin:0;padding:0}
ul,ol{list-style:none}
h1,h2,h3,p,li{text-wrap:pretty}
a{color:var(--link);text-underline-offset:.2em}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:4px}
svg{display:block;flex:none}
code{font:.8125rem/1.5 ui-monospace,Consolas,Menlo,monospace}
.wrap{max-width:62rem;margin:0 auto;padding:0 1.25rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.ago{white-space:nowrap}
.note,.ago{color:var(--soft);font-size:.875rem}
.icon{width:1.5rem;height:1.5rem;color:var(--ink)}
.icon .glyph{stroke:var(--panel)}
`

/** The one stylesheet of the page, inside the page. */
export const STYLE = `${COLOURS}${GROUND}${PARTS}`.replaceAll('\n', '')

/** What the content security policy allows: this stylesheet and nothing else. */
export const STYLE_HASH = inlineHashOf(STYLE)
