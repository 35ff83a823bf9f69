import type { CheckData } from '../check/check-data.ts'
import { byId } from './element.ts'

/** Sends the person's own word without leaving the page. Where that fails, the form is sent as it would be without scripts. */
export async function sendReport(form: HTMLFormElement, { site, words }: CheckData): Promise<void> {
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ symptom: 'login', ...(site === null ? {} : { site }) }),
    })
    if (!response.ok && response.status !== 429) throw new Error(String(response.status))
    byId('reported').textContent = response.ok ? words.reported : words.reportLater
  } catch {
    form.submit()
  }
}
