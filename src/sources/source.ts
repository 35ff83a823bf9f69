import type { z } from 'zod'
import type { Text } from '../core/locale.ts'
import type { NoticeFacts } from '../core/notice.ts'
import type { NoticeDocument } from '../core/notices/notice-text.ts'
import type { Fetched, FetchedDocument, FetchRequest } from '../platform/fetch/fetched.ts'
import type { UnreadableReason } from './reasons.ts'

/** One thing to fetch. */
export type SourceRequest = Omit<FetchRequest, 'signal'>

/** One announcement as it was found, before it is understood. */
export interface NoticeItem {
  readonly kind: 'notice'
  /** Names it within its source, whatever happens to its text. */
  readonly key: string
  /** http or https, or null. */
  readonly url: string | null
  readonly title: string
  readonly publishedAt: number | null
  /** What to read the facts from. */
  readonly document: NoticeDocument
  /** What the place says in fields of its own, which needs no reading. */
  readonly facts?: Partial<NoticeFacts>
}

/** One public post. */
export interface PostItem {
  readonly kind: 'post'
  readonly id: string
  readonly at: number
  readonly author: string
  readonly text: string
  readonly url: string | null
}

export type Item = NoticeItem | PostItem

/** What a kind makes of the documents. Nothing that it does not recognise may become an empty list. */
export type Parsed =
  | {
      readonly readable: readonly Item[]
      /** More documents that it needs; it is asked again with those that could be had. */
      readonly wanted?: readonly SourceRequest[]
      /** Not found where it should be, but in another way: the place has probably been rebuilt. */
      readonly byFallback?: boolean
    }
  | { readonly unreadable: UnreadableReason; readonly detail: string }

/** What asking costs, for places that charge; in thousandths of a US dollar. */
export interface Price {
  /** The most that one reading can cost. */
  readonly perReading: number
  readonly perMonth: number
}

/** How a place is entered that wants a name and a password first. Its key is kept in memory only. */
export interface SessionRule<Options> {
  opening(options: Options): SourceRequest
  /** What to send along from then on; null where the answer holds no key. */
  headersFrom(document: FetchedDocument): Readonly<Record<string, string>> | null
  /** Whether a refusal may mean that the key is no longer taken. */
  isExpired(failure: Extract<Fetched, { kind: 'failed' }>): boolean
}

/** One kind of source: where to read, and how. Fetching is shared by all. */
export interface SourceKind<Options = unknown> {
  readonly kind: string
  readonly title: Text
  readonly reads: 'notices' | 'posts'
  /** What reading it costs, and what its operator says about programs that read it. */
  readonly terms: Text
  readonly options: z.ZodType<Options>
  /** Valid options, used by documents and the contract suite. */
  readonly example: unknown
  /** Never asked more often than this, milliseconds; and how often where nothing is said. */
  readonly leastIntervalMs: number
  readonly usualIntervalMs: number
  /** Nothing there is an answer that it gives in so many words. Elsewhere nothing, where something was, is unreadable. */
  readonly mayBeEmpty: boolean
  /** It keeps a list of what holds: what is no longer there, though older entries are, may have been taken back. */
  readonly lists?: true
  requests(options: Options): readonly SourceRequest[]
  readonly session?: SessionRule<Options>
  /** Pure; never throws, whatever the documents. */
  read(documents: readonly FetchedDocument[], options: Options): Parsed | Promise<Parsed>
  price?(options: Options): Price
}

/** Declares a kind of source with its option type inferred from the schema. */
export const defineSource = <Options>(source: SourceKind<Options>): SourceKind<Options> => source

/** One configured place to read. */
export interface Source {
  readonly id: string
  readonly kind: string
  readonly title: Text
  readonly intervalMs: number
  /** It speaks about something that LINE WORKS only touches ("log in with LINE"): shown, and never evidence. */
  readonly correlated: boolean
  /** Whether its address and form are confirmed by the operator. */
  readonly confirmed: boolean
  /** Where the facts come from. */
  readonly source: string | null
  readonly options: unknown
}

export const unreadable = (reason: UnreadableReason, detail = ''): Extract<Parsed, { unreadable: unknown }> => ({
  unreadable: reason,
  detail: detail.slice(0, 200),
})
