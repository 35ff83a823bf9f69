import type { Text } from '../core/locale.ts'
import { escapeHtml } from './markup.ts'
import { COLOURS, TO_DO, type Wording } from './wording.ts'

/**
 * The mail as people see it. Outlook for Windows lays out with Word: tables, colours on cells, no background pictures;
 * Gmail keeps style elements only where it knows all of them. Everything that matters is therefore said inline, and the style element only adds the
 * dark colours and the narrow screen.
 */

const FONT = "'Hiragino Sans','Yu Gothic UI',Meiryo,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const SENT_BY: Text = { ja: 'このメールは Dotchi（どっち）が自動で送信しました。', en: 'Sent automatically by Dotchi.' }
const UNSUBSCRIBE: Text = { ja: '配信を停止する', en: 'Unsubscribe' }

const STYLE = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
a{text-underline-offset:2px}
@media (max-width:520px){.page{padding:0!important}.card{border-radius:0!important;border-left:0!important;border-right:0!important}.in{padding-left:20px!important;padding-right:20px!important}.label{display:block!important;width:auto!important;padding-bottom:0!important}.value{display:block!important;padding-top:2px!important}}
@media (prefers-color-scheme:dark){.page{background:#111418!important}.card{background:#1b2027!important;border-color:#303844!important}.text{color:#e7eaee!important}.soft{color:#a9b2bf!important}.rule{border-color:#303844!important}.more{color:#9ec1ff!important}}
`.trim()
/** Outlook on the web. Apart, because Gmail throws away a whole element in which it meets what it does not know. */
const STYLE_OUTLOOK =
  '[data-ogsc] .text{color:#e7eaee!important}[data-ogsc] .soft{color:#a9b2bf!important}[data-ogsc] .more{color:#9ec1ff!important}[data-ogsb] .card{background:#1b2027!important}[data-ogsb] .page{background:#111418!important}'
const cell = (inner: string, padding: string, more = '') =>
  `<tr><td class="in" style="padding:${padding}${more}">${inner}</td></tr>`
const table = (rows: string, more = '') =>
  `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"${more}>${rows}</table>`
const broken = (text: string) => escapeHtml(text).replaceAll('\n', '<br>')

const factsOf = ({ facts }: Wording) =>
  table(
    facts
      .map(
        ({ label, value }) =>
          `<tr><td class="label soft" valign="top" width="120" style="padding:5px 16px 5px 0;width:120px;font:14px/1.6 ${FONT};color:#5b6675">${escapeHtml(label)}</td>` +
          `<td class="value text" valign="top" style="padding:5px 0;font:14px/1.6 ${FONT};color:#1b2430">${escapeHtml(value)}</td></tr>`,
      )
      .join(''),
  )

const adviceOf = ({ advice, locale }: Wording) =>
  `<p class="text" style="margin:0 0 6px;font:bold 15px/1.6 ${FONT};color:#1b2430">${TO_DO[locale]}</p>` +
  `<ul style="margin:0;padding:0 0 0 22px">${advice
    .map(
      (text) => `<li class="text" style="margin:0 0 6px;font:15px/1.7 ${FONT};color:#1b2430">${escapeHtml(text)}</li>`,
    )
    .join('')}</ul>`

/** The first link is a button, drawn as a coloured cell because Outlook pads nothing else; the others are plain. */
function linksOf({ links, tone }: Wording): string {
  const [first, ...others] = links
  if (!first) return ''
  const button =
    `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td bgcolor="${COLOURS[tone]}" style="background:${COLOURS[tone]};border-radius:6px">` +
    `<a href="${escapeHtml(first.url)}" style="display:inline-block;padding:11px 22px;font:bold 15px/1.3 ${FONT};color:#ffffff;text-decoration:none">${escapeHtml(first.title)}</a></td></tr></table>`
  const rest = others
    .map(
      ({ title, url }) =>
        `<p style="margin:12px 0 0;font:14px/1.6 ${FONT}"><a class="more" href="${escapeHtml(url)}" style="color:#1d4ed8">${escapeHtml(title)}</a></p>`,
    )
    .join('')
  return button + rest
}

function footerOf({ locale }: Wording, unsubscribe: string | null): string {
  const stop =
    unsubscribe === null
      ? ''
      : ` <a class="soft" href="${escapeHtml(unsubscribe)}" style="color:#5b6675">${UNSUBSCRIBE[locale]}</a>`
  return `<p class="soft" style="margin:0;font:12px/1.6 ${FONT};color:#5b6675">${SENT_BY[locale]}${stop}</p>`
}

/** The whole document. `unsubscribe`: an address that has been looked at; null: none. */
export function mailHtml(wording: Wording, unsubscribe: string | null): string {
  const { locale, headline, lead, facts, advice, links, tone } = wording
  const rows = [
    `<tr><td bgcolor="${COLOURS[tone]}" style="height:6px;line-height:6px;font-size:0;background:${COLOURS[tone]}">&nbsp;</td></tr>`,
    cell(
      `<h1 class="text" style="margin:0;font:bold 20px/1.45 ${FONT};color:#1b2430">${escapeHtml(headline)}</h1>`,
      '24px 32px 0',
    ),
    cell(`<p class="text" style="margin:0;font:15px/1.75 ${FONT};color:#1b2430">${broken(lead)}</p>`, '12px 32px 0'),
    facts.length > 0 ? cell(factsOf(wording), '16px 32px 0') : '',
    advice.length > 0 ? cell(adviceOf(wording), '20px 32px 0') : '',
    links.length > 0 ? cell(linksOf(wording), '22px 32px 0') : '',
    cell('', '28px 0 0'),
    `<tr><td class="in rule" style="padding:14px 32px 18px;border-top:1px solid #e3e7ec">${footerOf(wording, unsubscribe)}</td></tr>`,
  ].join('')
  const card = table(
    rows,
    ' class="card" bgcolor="#ffffff" style="max-width:600px;background:#ffffff;border:1px solid #e3e7ec;border-radius:10px;overflow:hidden"',
  )
  // What lists of mails show behind the subject.
  const preview = `<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escapeHtml(lead)}</div>`
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(headline)}</title><style>${STYLE}</style><style>${STYLE_OUTLOOK}</style></head>
<body class="page" style="margin:0;padding:0;background:#f3f5f8">${preview}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="page" align="center" bgcolor="#f3f5f8" style="padding:24px 12px;background:#f3f5f8">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
${card}
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table></body></html>
`
}

/** What stands under the plain text. */
export const mailFooter = ({ locale }: Wording, unsubscribe: string | null): string =>
  `-- \n${SENT_BY[locale]}\n${unsubscribe === null ? '' : `${UNSUBSCRIBE[locale]}: ${unsubscribe}\n`}`
