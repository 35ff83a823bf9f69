import { createAccountHandlers } from './accounts/account-handlers.ts'
import { createAgentHandlers } from './agents/agent-handlers.ts'
import { type Answer, createAnswer } from './answer.ts'
import { metricsOf } from './api/metrics.ts'
import type { HistoryView, ObservationPageView } from './api/observation-schema.ts'
import { observationViewOf, parseHistoryQuery, parseObservationQuery, transitionViewOf } from './api/observations.ts'
import { createAskDesk } from './ask/ask-desk.ts'
import { createAskHandlers } from './ask/ask-handlers.ts'
import { createBotHandlers } from './bots/bot-handlers.ts'
import { createBrowserCheckPicture } from './check/browser-check-picture.ts'
import { createCheckHandlers } from './check/check-handlers.ts'
import { DATA_HEADERS, dataAnswer } from './data-answer.ts'
import { createDeliveryHandlers } from './deliveries/delivery-handlers.ts'
import { deliveryMetricsOf } from './deliveries/delivery-metrics.ts'
import type { HttpDeps } from './deps.ts'
import { createDeskHandlers } from './desk/desk-handlers.ts'
import { createExplainHandlers } from './explain/explain-handlers.ts'
import { createGuideHandlers } from './guide/guide-handlers.ts'
import { createIncidentHandlers } from './incidents/incident-handlers.ts'
import { createMcpHandlers } from './mcp/mcp-handlers.ts'
import { createNoticeHandlers } from './notices/notice-handlers.ts'
import { freshnessOf } from './presented.ts'
import type { Press } from './press.ts'
import type { ColdAsk, Refusal } from './request.ts'
import type { ColdRouteId, HealthView } from './routes.ts'
import { createSubscriptionHandlers } from './subscriptions/subscription-handlers.ts'

/** Answers anew each time: what is read by machines, or out of the store. */
export type ColdHandler = (ask: ColdAsk) => Answer | Refusal | Promise<Answer | Refusal>

/** The handlers of every route that is not hot. */
export function createColdHandlers(deps: HttpDeps & { press: Press }): Readonly<Record<ColdRouteId, ColdHandler>> {
  const { clock, facts, published, store, press } = deps
  const browserChecks = createBrowserCheckPicture()
  const ask = createAskDesk(deps)
  return {
    ...createAgentHandlers(deps),
    ...createAskHandlers({ clock, facts, desk: ask }),
    ...createMcpHandlers({ ...deps, ask }),
    ...createAccountHandlers({ accounts: deps.accounts ?? null }),
    ...createBotHandlers({ clock, desk: deps.bots ?? null }),
    ...createCheckHandlers({ ...deps, browserChecks }),
    ...createDeskHandlers({ ...deps, browserChecks }),
    ...createDeliveryHandlers(deps),
    ...createExplainHandlers(deps),
    ...createGuideHandlers(deps),
    ...createIncidentHandlers(deps),
    ...createNoticeHandlers(deps),
    ...createSubscriptionHandlers(deps),

    observations: async ({ query: search }) => {
      const { query, mistakes } = parseObservationQuery(search, clock.now())
      if (query === null) return { refused: 400, mistakes }
      const page = await store.observations.range(query)
      const view: ObservationPageView = {
        observations: page.observations.map((observation) => observationViewOf(observation, facts.zone)),
        next: page.next,
      }
      return dataAnswer(view)
    },

    history: async ({ query: search }) => {
      const { query, mistakes } = parseHistoryQuery(search, clock.now())
      if (query === null) return { refused: 400, mistakes }
      const transitions = await store.verdicts.transitions(query)
      const view: HistoryView = { transitions: transitions.map((item) => transitionViewOf(item, facts.zone)) }
      return dataAnswer(view)
    },

    health: () => dataAnswer({ status: 'ok' } satisfies HealthView),

    ready: () => {
      const freshness = freshnessOf(published.verdict(), clock.now())
      const telling = deps.deliveries && (deps.deliveries.isWorking() ? 'ok' : 'failing')
      const view: HealthView = { status: freshness === 'fresh' ? 'ok' : freshness, ...(telling && { telling }) }
      return dataAnswer(view, freshness === 'fresh' ? 200 : 503)
    },

    metrics: () =>
      createAnswer({
        type: 'text/plain; version=0.0.4; charset=utf-8',
        body:
          metricsOf(press.edition(), clock.now(), facts.version) +
          (deps.deliveries ? deliveryMetricsOf(deps.deliveries, clock.now()) : ''),
        headers: DATA_HEADERS,
      }),
  }
}
