import { TRY_TITLE } from '../../core/check/comparison-words.ts'
import type { BrowserCheckAnswer } from '../check/browser-check-schema.ts'
import type { CheckData } from '../check/check-data.ts'
import { byId, make } from './element.ts'
import { type Reached, tryHost } from './reach.ts'
import type { Summary } from './summary.ts'

/** The button with which a person's own browser becomes a vantage. Nothing is tried before it is pressed. */
export function startBrowserCheck(data: CheckData, summary: Summary): void {
  if (data.hosts.length === 0) return
  const button = byId<HTMLButtonElement>('run-check')
  const results = byId('check-results')
  button.addEventListener('click', async () => {
    button.disabled = true
    results.replaceChildren(make('p', {}, data.words.running))
    const tries = await Promise.all(hostsOf(data).map((host) => tryHost(host, data.deadlineMs)))
    const answer = await compared(data, tries)
    results.replaceChildren(
      ...(answer ? answerNodes(answer, data) : [make('p', {}, data.words.noServer)]),
      table(tries, data),
    )
    const headline = answer?.title[data.locale] ?? data.words.noServer
    const figures = tries.map(({ host, outcome, tookMs }) => lineOf(host.title[data.locale], outcome, tookMs, data))
    summary.tell('browser-check', [`${data.words.thisDevice}: ${headline}`, ...figures])
    button.disabled = false
    button.textContent = data.words.tryAgain
    results.focus()
  })
}

/** A page over HTTPS may not ask for anything over plain HTTP. */
const hostsOf = ({ hosts }: CheckData) =>
  hosts.filter(({ origin }) => location.protocol !== 'https:' || origin.startsWith('https:'))

/** The looks of the offices are the server's: it holds ours against them. Null where it does not answer. */
async function compared(data: CheckData, tries: readonly Reached[]): Promise<BrowserCheckAnswer | null> {
  const body = {
    ...(data.site === null ? {} : { site: data.site }),
    tries: tries.map(({ host, outcome, tookMs }) => ({ host: host.id, outcome, tookMs })),
  }
  try {
    const response = await fetch('/api/v1/browser-checks', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    })
    return response.ok ? ((await response.json()) as BrowserCheckAnswer) : null
  } catch {
    return null
  }
}

const answerNodes = ({ kind, title, sentence, steps }: BrowserCheckAnswer, { locale }: CheckData): readonly Node[] => [
  make('h3', { class: `compared k-${kind}` }, title[locale]),
  make('p', {}, sentence[locale]),
  make('ul', { class: 'next-steps' }, ...steps.map((step) => make('li', {}, step[locale]))),
]

const lineOf = (title: string, outcome: Reached['outcome'], tookMs: number, { locale }: CheckData): string =>
  `- ${title}: ${TRY_TITLE[outcome][locale]} (${tookMs} ms)`

const table = (tries: readonly Reached[], { locale }: CheckData): Node =>
  make(
    'ul',
    { class: 'tries' },
    ...tries.map(({ host, outcome, tookMs }) =>
      make(
        'li',
        { class: `t-${outcome}` },
        make('span', { class: 'name' }, host.title[locale]),
        make('span', { class: 'state' }, TRY_TITLE[outcome][locale]),
        make('span', { class: 'note' }, `${tookMs} ms`),
      ),
    ),
  )
