import { expect, test } from 'vitest'
import { type Round, startRounds } from '../../src/jobs/rounds.ts'
import { createFakeClock } from '../support/fake-clock.ts'

const START = Date.parse('2026-11-23T00:00:12.345Z')

function world(run: (round: Round) => Promise<void> = async () => {}, intervalMs = () => 30_000) {
  const clock = createFakeClock(START)
  const rounds: Round[] = []
  const told: string[] = []
  const handle = startRounds({
    clock,
    intervalMs,
    run: (round) => {
      rounds.push(round)
      return run(round)
    },
    onGap: (gapMs) => told.push(`gap ${gapMs}`),
    onError: (error) => told.push(`error ${(error as Error).message}`),
    onOverlap: (at) => told.push(`overlap ${at - START}`),
  })
  return { clock, rounds, told, handle }
}

test('the first round begins at once without jitter, the next ones stand on the grid', async () => {
  const { clock, rounds } = world()
  expect(rounds.map((r) => r.at)).toEqual([START])
  expect(rounds[0]!.jitterMs('login-page')).toBe(0)
  await clock.advance(90_000)
  expect(rounds.slice(1).map((r) => r.at)).toEqual(
    ['00:00:30', '00:01:00', '00:01:30'].map((time) => Date.parse(`2026-11-23T${time}Z`)),
  )
  const jitters = Array.from({ length: 200 }, (_, i) => rounds[1]!.jitterMs(`target-${i}`))
  expect(Math.max(...jitters)).toBeLessThan(10_000)
  expect(new Set(jitters).size).toBeGreaterThan(150)
  expect(rounds[2]!.jitterMs('target-7')).toBe(jitters[7])
})

test('a round that hangs is never overlapped, and the rounds go on when it ends', async () => {
  let release = () => {}
  const { clock, rounds, told } = world((round) =>
    round.at === START
      ? new Promise<void>((resolve) => {
          release = resolve
        })
      : Promise.resolve(),
  )
  await clock.advance(60_000)
  expect(rounds).toHaveLength(1)
  expect(told).toEqual(['overlap 17655', 'overlap 47655'])
  release()
  await clock.advance(30_000)
  expect(rounds).toHaveLength(2)
})

test('a round that throws is told, and the next one comes', async () => {
  const { clock, rounds, told } = world(() => Promise.reject(new Error('our mistake')))
  await clock.advance(30_000)
  expect(rounds).toHaveLength(2)
  expect(told).toEqual(['error our mistake', 'error our mistake'])
})

test('a shorter interval is taken up at the next round', async () => {
  let interval = 30_000
  const { clock, rounds } = world(undefined, () => interval)
  await clock.advance(18_000)
  interval = 10_000
  await clock.advance(30_000)
  expect(rounds).toHaveLength(3)
  await clock.advance(30_000)
  expect(rounds.map((r) => new Date(r.at).toISOString().slice(17, 19))).toEqual(['12', '30', '00', '10', '20', '30'])
})

test('stopping waits for the round under way and begins no other', async () => {
  let release = () => {}
  const { clock, rounds, handle } = world(
    () =>
      new Promise<void>((resolve) => {
        release = resolve
      }),
  )
  let stopped = false
  const stop = handle.stop().then(() => {
    stopped = true
  })
  await clock.advance(120_000)
  expect(stopped).toBe(false)
  release()
  await stop
  expect(rounds).toHaveLength(1)
})
