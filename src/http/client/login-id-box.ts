import { LOGIN_ID_WORDS } from '../../core/check/input-words.ts'
import { type LoginIdReading, readLoginId } from '../../core/check/login-id.ts'
import type { CheckData } from '../check/check-data.ts'
import { byId, make } from './element.ts'
import type { Summary } from './summary.ts'

/** Says what is wrong with a login ID while it is typed. Nothing of it leaves the page: the summary names slips only. */
export function startLoginIdBox(data: CheckData, summary: Summary): void {
  const input = byId<HTMLInputElement>('login-id')
  const said = byId('login-id-said')
  const read = () => {
    const reading = readLoginId(input.value, data.loginDomains)
    said.replaceChildren(...(input.value === '' ? [] : nodesOf(reading, data)))
    const found = reading.faults.map((fault) => LOGIN_ID_WORDS[fault][data.locale])
    const line = found.length > 0 ? found.join(' ') : data.words.idFine
    summary.tell('login-id', input.value === '' ? [] : [`${data.words.idChecked}: ${line}`])
  }
  input.addEventListener('input', (event) => {
    if (!(event as InputEvent).isComposing) read()
  })
  input.addEventListener('compositionend', read)
  addEventListener('pagehide', () => {
    input.value = ''
  })
}

function nodesOf({ faults, suggestion, domains }: LoginIdReading, { locale, words }: CheckData): readonly Node[] {
  if (faults.length === 0) return [make('p', { class: 'fine' }, words.idFine)]
  return [
    make('ul', { class: 'slips' }, ...faults.map((fault) => make('li', {}, LOGIN_ID_WORDS[fault][locale]))),
    ...(suggestion === null ? [] : [make('p', { class: 'meant' }, words.idMeant, make('code', {}, suggestion))]),
    ...(domains.length === 0 ? [] : [make('p', { class: 'meant' }, words.idChoose, ...codes(domains))]),
  ]
}

const codes = (domains: readonly string[]) => domains.map((domain) => make('code', {}, `@${domain}`))
