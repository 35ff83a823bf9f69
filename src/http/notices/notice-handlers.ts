import type { Locale, Text } from '../../core/locale.ts'
import type { Report } from '../../core/report.ts'
import type { Heard } from '../../sources/crowd.ts'
import { manualNoticeOf } from '../../sources/manual.ts'
import { type Answer, createAnswer } from '../answer.ts'
import type { ColdHandler } from '../cold-handlers.ts'
import { DATA_HEADERS, dataAnswer } from '../data-answer.ts'
import type { HttpDeps } from '../deps.ts'
import { isFromHere } from '../from-here.ts'
import { bytesOf, parseBody } from '../json-body.ts'
import { linkTo, type Reported } from '../pages/link.ts'
import { preferredLocale } from '../preferred-locale.ts'
import { FROM_ELSEWHERE, mistakeIn, NO_SUCH_SITE, tooMany } from '../refusals.ts'
import { type ColdAsk, isRefusal, type Refusal } from '../request.ts'
import { maintenanceSchema, reportSchema } from './notice-schema.ts'

const ORDER: Text = { ja: 'startAt より後の時刻を指定してください', en: 'must be after startAt' }

/** The answers to what people and administrators send. */
export function createNoticeHandlers(
  deps: Pick<HttpDeps, 'clock' | 'crowd' | 'announce' | 'facts'>,
): Readonly<Record<'reports' | 'maintenances', ColdHandler>> {
  const { clock, crowd, announce, facts } = deps
  const sites = () => Object.keys(facts.vantageTitles)

  const hear = async (ask: ColdAsk, { site, symptom, component }: SentReport): Promise<Heard | Refusal> => {
    const known = site === undefined ? sites()[0] : sites().find((id) => id === site)
    if (!crowd) return { refused: 503 }
    if (known === undefined) return NO_SUCH_SITE
    const marks = { address: ask.address, userAgent: ask.header('user-agent') ?? '' }
    return crowd.hear({ site: known, symptom, component }, marks)
  }

  return {
    reports: async (ask) => {
      const isForm = /^application\/x-www-form-urlencoded\b/i.test(ask.header('content-type') ?? '')
      if (!isFromHere(ask, isForm)) return FROM_ELSEWHERE
      const bytes = isForm ? await ask.body() : await bytesOf(ask)
      if (isRefusal(bytes)) return bytes
      if (isForm)
        return answerForm(ask, new URLSearchParams(Buffer.from(bytes).toString('utf8')), hear, facts.defaultLocale)
      const body = await parseBody(ask, bytes, reportSchema, 2_000)
      if (isRefusal(body)) return body
      const { site, ...rest } = body.value
      const heard = await hear(ask, site === undefined ? rest : { ...rest, site })
      if (isRefusal(heard)) return heard
      if (heard.kind === 'limited') return tooMany(heard.waitMs)
      return dataAnswer({ result: heard.kind })
    },

    maintenances: async (ask) => {
      const bytes = await bytesOf(ask)
      if (isRefusal(bytes)) return bytes
      const body = await parseBody(ask, bytes, maintenanceSchema, 10_000)
      if (isRefusal(body)) return body
      if (!announce) return { refused: 503 }
      const { title, components, url, cancelled } = body.value
      const startAt = Date.parse(body.value.startAt)
      const endAt = body.value.endAt === null ? null : Date.parse(body.value.endAt)
      if (endAt !== null && endAt <= startAt) return mistakeIn('endAt', ORDER)
      const notice = manualNoticeOf({ title, startAt, endAt, components, url, isCancelled: cancelled }, clock.now())
      await announce(notice)
      return dataAnswer({ id: notice.id })
    },
  }
}

type SentReport = Pick<Report, 'symptom' | 'component'> & { readonly site?: string }

/** The buttons of the page work without a script: the answer leads back to it, and says there what became of it. */
async function answerForm(
  ask: ColdAsk,
  form: URLSearchParams,
  hear: (ask: ColdAsk, report: SentReport) => Promise<Heard | Refusal>,
  fallback: Locale,
): Promise<Answer | Refusal> {
  const locale = preferredLocale(form.get('lang'), ask.acceptLanguage, fallback)
  const shown = form.get('shown') || null
  const parsed = reportSchema.safeParse({ symptom: form.get('symptom'), site: form.get('site') ?? undefined })
  if (!parsed.success) return { refused: 400 }
  const { site, ...rest } = parsed.data
  const heard = await hear(ask, site === undefined ? rest : { ...rest, site })
  if (isRefusal(heard)) return heard
  const reported: Reported = heard.kind === 'limited' ? 'later' : 'done'
  const location = linkTo({ locale, site: shown, refresh: true }, { reported })
  return createAnswer({
    status: 303,
    type: 'text/plain; charset=utf-8',
    body: '',
    headers: { ...DATA_HEADERS, location },
  })
}
