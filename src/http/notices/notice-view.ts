import type { Notice } from '../../core/notice.ts'
import { isoOf } from '../../core/time-text.ts'
import { healthText, type SourceHealth } from '../../sources/health.ts'
import type { Source } from '../../sources/source.ts'
import type { NoticesView, SourcesView } from './notice-schema.ts'

/** What was announced, with its instants as text. */
export function noticesViewOf(notices: readonly Notice[], zone: string): NoticesView {
  const iso = (at: number | null) => (at === null ? null : isoOf(at, zone))
  return {
    notices: notices.map(({ correlated, seenAt, updatedAt, publishedAt, windows, components, ...rest }) => ({
      ...rest,
      components: [...components],
      windows: windows.map((window) => ({ ...window, startAt: iso(window.startAt), endAt: iso(window.endAt) })),
      publishedAt: iso(publishedAt),
      seenAt: isoOf(seenAt, zone),
      updatedAt: isoOf(updatedAt, zone),
      correlated: correlated ?? false,
    })),
  }
}

/** How the reading goes. The options stay inside: they may hold keys, and name what only the company knows. */
export function sourcesViewOf(sources: readonly Source[], health: readonly SourceHealth[], zone: string): SourcesView {
  const iso = (at: number | null) => (at === null ? null : isoOf(at, zone))
  const byId = new Map(sources.map((source) => [source.id, source]))
  return {
    sources: health.flatMap((one) => {
      const source = byId.get(one.source)
      if (!source) return []
      const { id, kind, title, correlated, confirmed } = source
      const { state, reason, items } = one
      return [
        {
          ...{ id, kind, title: { ...title }, correlated, confirmed, state, reason, items },
          text: { ...healthText(one) },
          lastAttemptAt: iso(one.lastAttemptAt),
          lastSuccessAt: iso(one.lastSuccessAt),
          lastChangeAt: iso(one.lastChangeAt),
        },
      ]
    }),
  }
}
