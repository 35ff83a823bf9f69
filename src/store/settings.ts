import { atomically, type Session } from './database/session.ts'
import type { Settings } from './store.ts'

/** Single values by name. */
export function createSettings(session: Session): Settings {
  const get = async (name: string, { db } = session): Promise<string | null> =>
    (await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst())?.value ?? null
  return {
    get: (name) => get(name),
    async set(name, value) {
      await atomically(session, ({ db }) =>
        db
          .insertInto('setting')
          .values({ name, value })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
          .execute(),
      )
    },
    async ensure(name, make) {
      const known = await get(name)
      if (known !== null) return known
      return atomically(session, async (inner) => {
        await inner.db
          .insertInto('setting')
          .values({ name, value: make() })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
        return (await get(name, inner))!
      })
    },
    async remove(name) {
      await atomically(session, ({ db }) => db.deleteFrom('setting').where('name', '=', name).execute())
    },
  }
}
