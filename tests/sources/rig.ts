import { systemClock } from '../../src/platform/clock.ts'
import { createNetwork } from '../../src/platform/create-network.ts'
import { createAddressGuard } from '../../src/platform/fetch/address-guard.ts'
import { createFetcher } from '../../src/platform/fetch/create-fetcher.ts'
import type { FetchedDocument, Fetcher } from '../../src/platform/fetch/fetched.ts'
import { parseSource } from '../../src/sources/parse-source.ts'
import type { Source } from '../../src/sources/source.ts'

const clock = systemClock

/** A fetcher that may ask loopback, and in quick succession. */
export const loopbackFetcher = (timeoutMs = 5_000) =>
  createFetcher({
    clock,
    network: createNetwork({ clock }),
    trust: { extraCa: [], expectedIssuers: [] },
    proxyFor: () => null,
    guard: createAddressGuard(['127.0.0.1']),
    userAgent: 'Dotchi/test',
    pauseMsOf: () => 0,
    timeoutMs,
  })

/** What a mailbox holds comes from a pretend place, so that it meets the same faults as every other document. */
export const mailboxesAt = (origin: string, fetcher: Fetcher): Fetcher => ({
  fetch({ mailbox, ...request }) {
    return fetcher.fetch(mailbox ? { ...request, url: `${origin}/mailbox` } : request)
  },
})

export function sourceOf(kind: string, options: Readonly<Record<string, unknown>>, more: Partial<Source> = {}): Source {
  const parsed = parseSource({ id: kind, kind, title: kind, options })
  if (!('source' in parsed)) throw new Error(JSON.stringify(parsed.issues))
  return { ...parsed.source, ...more }
}

export const NOW = Date.UTC(2026, 3, 6, 1, 0)

export const documentOf = (text: string, url = 'https://example.com/notice/'): FetchedDocument => ({
  url,
  finalUrl: url,
  contentType: '',
  text,
  garbled: false,
  fetchedAt: NOW,
  unchanged: false,
})
