import type { PostLabel } from '../report.ts'

/** A public post as a source hands it on. */
export interface Post {
  /** The place it was read at: `x`, `mastodon`, `bluesky`, `news` … */
  readonly source: string
  /** `ja`, `en`, `ko`, or whatever the place says; the text is read the same way. */
  readonly lang: string
  /** Epoch milliseconds. Does not sway the label: night shifts have outages too. */
  readonly postedAt: number
  readonly text: string
}

/**
 * What a post says about LINE WORKS now.
 * `report`: the writer, or people around them, cannot use it now, or ask whether it is down.
 * `recovery`: it was down and works again. `other`: everything else, consumer LINE and headlines among it.
 */
export interface PostReading {
  readonly label: PostLabel
  /** Probability that the label is right. */
  readonly confidence: number
  /** How it was decided: by where it stands, by whom it speaks of, or by weighing its words. */
  readonly rule: 'headline' | 'not_named' | 'weighed'
  /** The words that decided, the weightiest first, as they were written; empty where a rule decided. */
  readonly because: readonly string[]
}
