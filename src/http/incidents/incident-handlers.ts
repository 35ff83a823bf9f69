import type { z } from 'zod'
import type { HumanAct } from '../../core/alert/facts.ts'
import { type Answer, createAnswer } from '../answer.ts'
import type { ColdHandler } from '../cold-handlers.ts'
import { dataAnswer } from '../data-answer.ts'
import type { HttpDeps } from '../deps.ts'
import { bytesOf, parseBody } from '../json-body.ts'
import { STYLE_HASH } from '../pages/style.ts'
import { parseQuery } from '../parse-query.ts'
import { preferredLocale } from '../preferred-locale.ts'
import { mistakeIn } from '../refusals.ts'
import { type ColdAsk, isRefusal, queryOf, type Refusal } from '../request.ts'
import { securityHeadersOf } from '../security-headers.ts'
import { uptimeFrom } from './history-of.ts'
import type { IncidentDesk } from './incident-desk.ts'
import { incidentPageOf } from './incident-page.tsx'
import { ACT_BYTES } from './incident-routes.ts'
import {
  acknowledgeSchema,
  incidentQuerySchema,
  mergeSchema,
  updateSchema,
  uptimeQuerySchema,
} from './incident-schema.ts'
import { incidentDetailOf, incidentViewOf, uptimeViewOf, windowViewOf } from './incident-view.ts'
import { incidentsPageOf } from './incidents-page.tsx'
import { type Month, monthOf } from './month.ts'

const DAY_MS = 86_400_000
const PAGE_HEADERS = { ...securityHeadersOf('page', STYLE_HASH), 'cache-control': 'no-cache', vary: 'accept-language' }

const pageAnswer = (body: string): Answer =>
  createAnswer({ type: 'text/html; charset=utf-8', body, headers: PAGE_HEADERS, tagged: true })

type IncidentRouteId =
  | 'incidentsPage'
  | 'incidentPage'
  | 'incidents'
  | 'incident'
  | 'windows'
  | 'uptime'
  | 'acknowledgeIncident'
  | 'updateIncident'
  | 'mergeIncident'

/** Announced work is shown from a month ago to this far ahead. */
const AHEAD_MS = 90 * DAY_MS

/** What happened, out of the store; and what administrators say of it. */
export function createIncidentHandlers(
  deps: Pick<HttpDeps, 'clock' | 'facts' | 'store'> & { readonly incidents?: IncidentDesk },
): Readonly<Record<IncidentRouteId, ColdHandler>> {
  const { clock, facts, store, incidents: desk } = deps
  const sites = () => Object.keys(facts.vantageTitles)
  const localeOf = ({ query, acceptLanguage }: ColdAsk) =>
    preferredLocale(queryOf(query)('lang'), acceptLanguage, facts.defaultLocale)

  const withDesk =
    (answer: (desk: IncidentDesk, ask: ColdAsk) => Promise<Answer | Refusal>): ColdHandler =>
    (ask) =>
      desk ? answer(desk, ask) : { refused: 503 }

  const acting = <Schema extends z.ZodType>(
    schema: Schema,
    actOf: (sent: z.output<Schema>, incident: string, at: number) => HumanAct,
  ) =>
    withDesk(async (own, ask) => {
      const bytes = await bytesOf(ask)
      if (isRefusal(bytes)) return bytes
      const body = await parseBody(ask, bytes, schema, ACT_BYTES)
      if (isRefusal(body)) return body
      const incident = await own.incidents.find(ask.param('id'))
      if (!incident) return { refused: 404 }
      const act = actOf(body.value, incident.id, clock.now())
      if (act.kind === 'merge' && (act.into === incident.id || !(await own.incidents.find(act.into))))
        return mistakeIn('into', NO_SUCH)
      await own.act(act)
      return dataAnswer({ taken: true })
    })

  return {
    incidentsPage: async (ask) => {
      const now = clock.now()
      const month: Month = monthOf(queryOf(ask.query)('month'), now, facts.zone)
      const { fromAt, toAt } = month
      const [incidents, windows] = desk
        ? await Promise.all([
            desk.incidents.during({ fromAt, toAt }),
            desk.windows.during({ fromAt, toAt: month.isCurrent ? now + AHEAD_MS : toAt }),
          ])
        : [[], []]
      const span = { fromAt, toAt: Math.min(toAt, now) }
      const uptimes = await Promise.all(
        [null, ...sites()].map(async (site) => ({ site, uptime: await uptimeFrom(store, span, site, windows) })),
      )
      return pageAnswer(
        incidentsPageOf({
          locale: localeOf(ask),
          facts,
          now,
          month,
          incidents,
          windows,
          uptimes,
          isKept: Boolean(desk),
        }),
      )
    },

    incidentPage: withDesk(async (own, ask) => {
      const incident = await own.incidents.find(ask.param('id'))
      if (!incident) return { refused: 404 }
      return pageAnswer(
        incidentPageOf({ locale: localeOf(ask), facts, now: clock.now(), incident, calendar: own.calendar }),
      )
    }),

    incidents: withDesk(async ({ incidents, calendar }, { query }) => {
      const parsed = parseQuery(incidentQuerySchema, query)
      if (isRefusal(parsed)) return parsed
      const { before, limit = 50 } = parsed
      const found = await incidents.recent({ limit, ...(before && { beforeAt: Date.parse(before) }) })
      const parts = { facts, now: clock.now(), calendar }
      return dataAnswer({ incidents: found.map((incident) => incidentViewOf(incident, parts)) })
    }),

    incident: withDesk(async ({ incidents, calendar }, ask) => {
      const incident = await incidents.find(ask.param('id'))
      return incident ? dataAnswer(incidentDetailOf(incident, { facts, now: clock.now(), calendar })) : { refused: 404 }
    }),

    windows: withDesk(async ({ windows }) => {
      const now = clock.now()
      const found = await windows.during({ fromAt: now - 30 * DAY_MS, toAt: now + AHEAD_MS })
      return dataAnswer({ windows: found.map((window) => windowViewOf(window, facts.zone)) })
    }),

    uptime: async ({ query }) => {
      const parsed = parseQuery(uptimeQuerySchema, query)
      if (isRefusal(parsed)) return parsed
      const { days = 30, site = null } = parsed
      if (site !== null && !sites().includes(site)) return { refused: 404 }
      const now = clock.now()
      const span = { fromAt: now - days * DAY_MS, toAt: now }
      const windows = desk ? await desk.windows.during(span) : []
      return dataAnswer(uptimeViewOf(await uptimeFrom(store, span, site, windows), site, facts.zone))
    },

    acknowledgeIncident: acting(acknowledgeSchema, ({ by, owner, note }, incident, at) => ({
      kind: 'acknowledge',
      at,
      by,
      incident,
      owner,
      note,
    })),
    updateIncident: acting(updateSchema, ({ by, ja, en }, incident, at) => ({
      kind: 'update',
      at,
      by,
      incident,
      text: { ...(ja !== undefined && { ja }), ...(en !== undefined && { en }) },
    })),
    mergeIncident: acting(mergeSchema, ({ by, into }, incident, at) => ({
      kind: 'merge',
      at,
      by,
      incident,
      into,
    })),
  }
}

const NO_SUCH = { ja: 'この障害はありません', en: 'there is no such incident' }
