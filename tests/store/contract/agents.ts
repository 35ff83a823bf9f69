import { expect, test } from 'vitest'
import { type DatabaseName, emptyDatabase, openedStore } from '../../support/databases.ts'

const HOUR = 3_600_000
const OSAKA = { id: 'osaka', title: { ja: '大阪支社', en: 'Osaka' }, scope: 'observe', createdAt: 1000 } as const
const NEW = {
  ...OSAKA,
  enrolledAt: null,
  lastSeenAt: null,
  revokedAt: null,
  clockOffsetMs: null,
  version: null,
}

export function agentsContract(database: DatabaseName): void {
  const opened = async () => openedStore({ url: await emptyDatabase(database) })
  const redeem = (hash: string, at: number) => ({ hash, at, tokenHashOf: (agent: string) => `token of ${agent}` })

  test('an agent is kept as it was added, and its name is taken until it is revoked', async () => {
    const { agents } = await opened()
    expect(await agents.add(OSAKA)).toEqual(NEW)
    expect(await agents.add({ ...OSAKA, createdAt: 2000 })).toBeNull()
    expect(await agents.find('osaka')).toEqual(NEW)
    expect(await agents.find('kobe')).toBeNull()
    await agents.seen('osaka', { at: 3000, clockOffsetMs: -1.4, version: '1.2.3' })
    expect(await agents.all()).toEqual([{ ...NEW, lastSeenAt: 3000, clockOffsetMs: -1, version: '1.2.3' }])
    expect(await agents.revoke('osaka', 4000)).toBe(true)
    expect(await agents.revoke('osaka', 5000)).toBe(false)
    expect(await agents.revoke('kobe', 5000)).toBe(false)
    expect(await agents.add({ ...OSAKA, createdAt: 6000 })).toMatchObject({
      createdAt: 6000,
      revokedAt: null,
      enrolledAt: null,
      lastSeenAt: 3000,
    })
  })

  test('a code is good once, until it expires, and only the newest one counts', async () => {
    const { agents, enrolments } = await opened()
    await agents.add(OSAKA)
    await enrolments.issue({ hash: 'old', agent: 'osaka', expiresAt: HOUR })
    await enrolments.issue({ hash: 'new', agent: 'osaka', expiresAt: HOUR })
    expect(await enrolments.redeem(redeem('old', 5))).toBeNull()
    expect(await enrolments.redeem(redeem('new', 5))).toEqual({ ...NEW, enrolledAt: 5 })
    expect(await agents.credentials('osaka')).toMatchObject({ tokenHash: 'token of osaka' })
    expect(await enrolments.redeem(redeem('new', 6))).toBeNull()
    await enrolments.issue({ hash: 'late', agent: 'osaka', expiresAt: HOUR })
    expect(await enrolments.redeem(redeem('late', HOUR))).toBeNull()
  })

  test('of many who come with one code at the same time, one gets in', async () => {
    const { agents, enrolments } = await opened()
    await agents.add(OSAKA)
    await enrolments.issue({ hash: 'code', agent: 'osaka', expiresAt: HOUR })
    const came = await Promise.all(Array.from({ length: 8 }, (_, at) => enrolments.redeem(redeem('code', at))))
    expect(came.filter((agent) => agent !== null)).toHaveLength(1)
  })

  test('who is revoked has no token, and no code gives one', async () => {
    const { agents, enrolments } = await opened()
    await agents.add(OSAKA)
    await enrolments.issue({ hash: 'first', agent: 'osaka', expiresAt: HOUR })
    await enrolments.redeem(redeem('first', 1))
    await enrolments.issue({ hash: 'second', agent: 'osaka', expiresAt: HOUR })
    await agents.revoke('osaka', 2)
    expect(await agents.credentials('osaka')).toMatchObject({ tokenHash: null })
    expect(await enrolments.redeem(redeem('second', 3))).toBeNull()
  })
}
