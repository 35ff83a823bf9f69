/** How a document reached us. `html`: a detail page or a fragment; `rss`: one feed entry; `text`: a post or plain text. */
export type NoticeFormat = 'html' | 'rss' | 'text'

/** What was fetched, before anything was taken apart. */
export interface NoticeDocument {
  readonly format: NoticeFormat
  readonly url: string
  /** Epoch milliseconds; a year, a "today" or a date that the text leaves out is taken from here. */
  readonly fetchedAt: number
  readonly title: string | null
  readonly body: string
}

/** One piece of a notice, in reading order. Lines hold no line breaks. */
export type NoticeBlock =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'line'; readonly text: string }
  /** A value with its name: `dt`/`dd`. */
  | { readonly kind: 'field'; readonly label: string; readonly text: string }
  /** One row of the `table`-th table; `heads` tells which cells are headings. A cell may hold several lines. */
  | {
      readonly kind: 'row'
      readonly table: number
      readonly cells: readonly string[]
      readonly heads: readonly boolean[]
    }

/** A notice as readable text: markup, scripts, menus and neighbouring articles are gone, the structure is kept. */
export interface NoticeText {
  readonly url: string
  readonly fetchedAt: number
  readonly title: string | null
  /** When the notice says it was published, where its markup says so. */
  readonly publishedAt: number | null
  readonly blocks: readonly NoticeBlock[]
}
