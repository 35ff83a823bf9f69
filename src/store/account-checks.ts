import { atomically, type Session } from './database/session.ts'
import type { Interval } from './store.ts'

/** One look at somebody's account, for those who have to answer for it. */
export interface AccountCheck {
  readonly at: number
  /** In what right: `desk`, `admin`, or a name at the command line. */
  readonly by: string
  /** Where the request came from; '' at the command line. */
  readonly address: string
  /** A keyed hash of the login id: it can be looked for, and not read. */
  readonly account: string
  /** What was found, in a word. */
  readonly outcome: string
}

/** The record of looks at accounts. */
export interface AccountChecks {
  append(check: AccountCheck): Promise<void>
  /** Oldest first. */
  range(query: Interval & { readonly account?: string }): Promise<readonly AccountCheck[]>
  pruneBefore(at: number): Promise<number>
}

export function createAccountChecks(session: Session): AccountChecks {
  return {
    async append(check) {
      await atomically(session, ({ db }) => db.insertInto('account_check').values(check).execute())
    },
    async range({ fromAt, toAt, account }) {
      let query = session.db.selectFrom('account_check').selectAll().where('at', '>=', fromAt).where('at', '<', toAt)
      if (account !== undefined) query = query.where('account', '=', account)
      return query.orderBy('at').orderBy('account').execute()
    },
    async pruneBefore(at) {
      const result = await atomically(session, ({ db }) =>
        db.deleteFrom('account_check').where('at', '<', at).executeTakeFirst(),
      )
      return Number(result.numDeletedRows)
    },
  }
}
