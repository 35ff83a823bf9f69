import type { Answer } from './answer.ts'
import { cut } from './cut.ts'

/** The first line for scripts and lock screens: `outage LINE WORKS 側の障害です。…` */
export const firstLineOf = ({ condition, summary }: Answer): string => `${condition} ${summary}`

/** Plain text, lines ending with a line feed; with `choices`, the questions that may follow stand at the end. */
export function textOf(
  { headline, lines, links, choices, locale }: Answer,
  options: { choices?: boolean } = {},
): string {
  const next = options.choices && choices.length > 0 ? [`→ ${choices.map(({ label }) => label).join(' / ')}`] : []
  return `${[
    headline,
    ...lines.map(({ kind, text }) => (kind === 'item' ? `${locale === 'ja' ? '・' : '- '}${text}` : text)),
    ...links.map(({ label, url }) => `${label}: ${url}`),
    ...next,
  ].join('\n')}\n`
}

/** Foreign words (titles of notices) must not become markup of their own. */
const escaped = (text: string) => text.replace(/([\\`*_[\]<>#|~])/g, '\\$1')

export function markdownOf({ headline, lines, links }: Answer): string {
  const body = lines.map(({ kind, text }, i) => {
    const before = lines[i - 1]
    if (kind === 'item') return `${before && before.kind !== 'item' ? '\n' : ''}- ${escaped(text)}`
    return `\n${escaped(text)}`
  })
  const linked = links.map(({ label, url }) => `[${escaped(label)}](${url.replace(/[()\s]/g, encodeURIComponent)})`)
  return `${[`**${escaped(headline)}**`, ...body, ...(linked.length > 0 ? [`\n${linked.join(' · ')}`] : [])].join('\n')}\n`
}

/** Slack's escapes; nothing in an answer may call a whole channel or hide an address. */
const slackEscaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

export type SlackBlock = Readonly<Record<string, unknown>> & { readonly type: string }

/** Slack's Block Kit: a section each for the headline and the text, links, and a button for each next question. */
export function slackBlocksOf(answer: Answer): SlackBlock[] {
  const { headline, lines, links, choices } = answer
  const mrkdwn = (text: string) => ({ type: 'mrkdwn', text: cut(text, 3000) })
  const body = lines.map(({ kind, text }) => `${kind === 'item' ? '• ' : ''}${slackEscaped(text)}`).join('\n')
  return [
    { type: 'section', text: mrkdwn(`*${slackEscaped(headline)}*`) },
    ...(body ? [{ type: 'section', text: mrkdwn(body) }] : []),
    ...(links.length > 0
      ? [
          {
            type: 'context',
            elements: [
              mrkdwn(
                links
                  .map(({ label, url }) => `<${url.replace(/[|<>]/g, encodeURIComponent)}|${slackEscaped(label)}>`)
                  .join(' · '),
              ),
            ],
          },
        ]
      : []),
    ...(choices.length > 0
      ? [
          {
            type: 'actions',
            elements: choices.map(({ label, text }, i) => ({
              type: 'button',
              action_id: `dotchi-ask-${i}`,
              text: { type: 'plain_text', text: cut(label, 75), emoji: false },
              value: cut(text, 2000),
            })),
          },
        ]
      : []),
  ]
}
