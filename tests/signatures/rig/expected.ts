import { expect } from 'vitest'
import type { Observation } from '../../../src/core/observation.ts'
import { type Reading, readingOf } from './round.ts'

/** What a round must be read as; `because`: statements that must be among the reasons. */
export interface Expected {
  readonly culprit?: Reading['culprit']
  readonly because?: readonly string[]
  readonly service?: Reading['service']
  readonly viewer?: Reading['viewer']
}

/** Holds one round to what it must be read as, and shows every look where it is not. */
export function expectReading(looks: readonly Observation[], expected: Expected): Reading {
  const { because = [], ...rest } = expected
  const reading = readingOf(looks)
  expect(reading, reading.told).toMatchObject(rest)
  expect(reading.codes, reading.told).toEqual(expect.arrayContaining([...because]))
  return reading
}
