import { bodyHeadOf } from '../platform/clean-text.ts'

/** Longer pages say who wrote them at their beginning. */
const READ = 65_536

/**
 * The head of a page that was not expected, for people and for the judge: block pages and maintenance pages name themselves
 * in their title and first words, so scripts, styles and comments do not take their room. Null where nothing is left.
 */
export const pageHeadOf = (body: string): string | null =>
  bodyHeadOf(
    body
      .slice(0, READ)
      .replace(/<!--[\s\S]*?(-->|$)/g, ' ')
      .replace(/<(script|style|svg)\b[\s\S]*?(<\/\1\s*>|$)/gi, ' ')
      .replace(/<link\b[^>]*>/gi, ' '),
  )
