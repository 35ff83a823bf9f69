import { startBrowserCheck } from './browser-check.ts'
import { byId, showScripted } from './element.ts'
import { type Live, startLive } from './live.ts'
import { startLoginIdBox } from './login-id-box.ts'
import { readPageData } from './page-data.ts'
import { startPasswordBox } from './password-box.ts'
import { sendReport } from './report.ts'
import { copySummary, createSummary } from './summary.ts'
import { refineThisBrowser } from './this-browser.ts'

/** The scripts of `/check`. Everything on the page that needs them is hidden until they run. */

const data = readPageData()
const summary = createSummary()
const live = startLive(data, () => {
  tellTicks()
  summary.render()
})

showScripted(document)
summary.render()
startBrowserCheck(data, summary)
startLoginIdBox(data, summary)
startPasswordBox(data)
void refineThisBrowser(data, summary)

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest('#copy-summary')) void copySummary(data.words)
  if (target?.closest('#notify-me')) void askToNotify()
  const link = target?.closest<HTMLAnchorElement>('a[data-part]')
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
  event.preventDefault()
  void live.go(link.href, partOf(link))
})

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  if (form.id === 'report') {
    event.preventDefault()
    void sendReport(form, data)
  } else if (form.dataset.part) {
    event.preventDefault()
    const query = new URLSearchParams()
    for (const [name, value] of new FormData(form, event.submitter)) query.set(name, String(value))
    void live.go(`${new URL(form.action).pathname}?${query}`, partOf(form))
  }
})

document.addEventListener('change', (event) => {
  if (event.target instanceof HTMLInputElement && event.target.type === 'checkbox') tellTicks()
})

const partOf = (element: HTMLElement): Parameters<Live['go']>[1] => (element.dataset.part === 'end' ? 'end' : 'guide')

/** What was tried, in the words of the steps. */
function tellTicks(): void {
  const ticked = [...byId('guide').querySelectorAll<HTMLInputElement>('input[type=checkbox]:checked')]
  const lines = ticked.map((box) => `- ${box.closest('label')?.textContent?.trim() ?? ''}`)
  summary.tell('ticks', lines.length === 0 ? [] : [data.words.done, ...lines])
}

/** Asks the browser whether it may tell of the recovery; what people see stays on this page in any case. */
async function askToNotify(): Promise<void> {
  if ('Notification' in window) await Notification.requestPermission()
  byId('notify-said').textContent = data.words.notifyOn
}
