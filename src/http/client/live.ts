import type { CheckData } from '../check/check-data.ts'
import { byId, showScripted } from './element.ts'

/** Parts of the page that the server renders anew: the verdict, the questions, the end. */
const PARTS = ['standing', 'guide', 'end'] as const
type Part = (typeof PARTS)[number]

export interface Live {
  /** Shows another state of the page without leaving it, and moves the focus to its beginning. */
  go(address: string, part: Part): Promise<void>
}

/** A part is the same while its key is: ticks in it stay. */
const keyOf = (element: HTMLElement | null) => element?.dataset.key ?? ''

/** Keeps the verdict on the page current, tells when it changes, and walks through the questions without reloading. */
export function startLive(data: CheckData, onChange: () => void): Live {
  let last = ''
  let shownAt = performance.now()
  let isBusy = false

  const load = async (address: string): Promise<Document | null> => {
    const response = await fetch(address, { headers: { accept: 'text/html' }, signal: AbortSignal.timeout(10_000) })
    return response.ok ? new DOMParser().parseFromString(await response.text(), 'text/html') : null
  }
  const replace = (next: Document, part: Part, always: boolean): boolean => {
    const [before, after] = [byId(part), next.getElementById(part)]
    if (!after || (!always && keyOf(before) === keyOf(after))) return false
    const hadFocus = before.contains(document.activeElement)
    before.replaceWith(document.adoptNode(after))
    showScripted(after)
    if (hadFocus) headingOf(part)?.focus()
    return true
  }
  const show = (next: Document) => {
    const before = keyOf(byId('standing'))
    replace(next, 'standing', true)
    if (keyOf(byId('standing')) !== before) {
      const head = document.getElementById('answer')?.textContent ?? ''
      byId('announce').textContent = data.words.changed + head
      document.title = next.title
      tellOutside(data, head)
    }
    if (replace(next, 'guide', false)) replace(next, 'end', true)
    // The beginning of the summary tells the verdict and the time, whatever else stays.
    byId<HTMLTextAreaElement>('summary').defaultValue = next.getElementById('summary')?.textContent ?? ''
    onChange()
  }

  const poll = async () => {
    if (isBusy || document.hidden) return
    isBusy = true
    try {
      const verdict = await (await fetch('/api/v1/verdict', { signal: AbortSignal.timeout(8_000) })).json()
      const said = sayingOf(verdict)
      const isOld = performance.now() - shownAt > 60_000
      if (last !== '' && said === last && !isOld) return
      const next = await load(location.href)
      if (!next) return
      show(next)
      last = said
      shownAt = performance.now()
    } catch {
      // The server may be restarting, or the network gone: what stands here carries its own time.
    } finally {
      isBusy = false
    }
  }
  setInterval(poll, data.pollMs)
  document.addEventListener('visibilitychange', poll)
  addEventListener('popstate', () => location.reload())

  return {
    async go(address, part) {
      try {
        const next = await load(address)
        if (!next) throw new Error('no page')
        history.pushState(null, '', address)
        for (const one of PARTS) replace(next, one, one === part)
        document.title = next.title
        onChange()
        headingOf(part)?.focus()
      } catch {
        location.assign(address)
      }
    },
  }
}

const headingOf = (part: Part): HTMLElement | null => byId(part).querySelector<HTMLElement>('[tabindex="-1"]')

interface Saying {
  readonly freshness: string
  readonly service: { readonly condition: string; readonly raw: string }
  readonly viewers: readonly { readonly vantage: string; readonly condition: string; readonly raw: string }[]
}

/** What has to change for the page to be asked for again. */
const sayingOf = ({ freshness, service, viewers }: Saying): string =>
  JSON.stringify([freshness, service.condition, service.raw, viewers.map((v) => [v.vantage, v.condition, v.raw])])

/** A person who waits for the recovery does other things meanwhile. */
function tellOutside({ words }: CheckData, head: string): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  try {
    new Notification(words.notifyTitle, { body: head, tag: 'dotchi' })
  } catch {
    // Browsers of phones allow this to installed pages only.
  }
}
