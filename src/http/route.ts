import { z } from 'zod'
import { LOCALES, type Text } from '../core/locale.ts'

/** Who may ask: `public` is everybody who reaches the server; the others have to show their token. `admin` may all that `desk` may. */
export type Access = 'public' | 'agent' | 'desk' | 'admin'

/** Everything about one route but the function that answers it. */
export interface Route {
  readonly id: string
  /** A GET answers HEAD too. */
  readonly method: 'GET' | 'POST'
  /** `:name` stands for one part that the handler reads by its name; only cold routes have such. */
  readonly path: string
  readonly access: Access
  /** Answered from pre-rendered bytes, before anything else looks at the request. */
  readonly hot: boolean
  readonly summary: Text
  /**
   * `strict` refuses what does not fit, with every mistake named. Otherwise a value that is not known counts as not
   * given, and unknown names are ignored: a badge in somebody's page must not break.
   */
  readonly query: { readonly schema: z.ZodObject; readonly strict: boolean } | null
  /**
   * What a POST carries, at most so many bytes; `maxBytes` holds for what is sent and for what it unpacks to. JSON, or what a
   * form of a page sends.
   */
  readonly body?: { readonly schema: z.ZodType; readonly maxBytes: number; readonly isForm?: true }
  readonly answer: { readonly type: string; readonly schema: z.ZodType | null }
  /** Statuses besides 200, 304 and 500. */
  readonly problems: readonly number[]
}

/** Parts that many routes have. */
export const lang = z.enum(LOCALES).optional().describe('Language; Accept-Language decides when left out')
export const site = z.string().optional().describe('Id of a vantage (an office): the answer for people there')
/** The type of every answer that is data. */
export const json = 'application/json; charset=utf-8'
