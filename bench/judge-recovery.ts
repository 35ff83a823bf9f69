/**
 * How long after the end of a trouble is it told to be over? Replays labelled episodes as the score does, but tells apart
 * troubles that end from those that turn into another one, where nobody can be told that all is well. Lists what took long.
 *   node bench/judge-recovery.ts EPISODES.jsonl …
 */
import { open } from 'node:fs/promises'
import { type Episode, parseEpisode } from '../src/cli/eval/episode.ts'
import { type Answer, replay } from '../src/cli/eval/episode-replay.ts'

interface End {
  readonly id: string
  readonly kind: string
  readonly site: string
  /** Null where it was not told before the episode ended. */
  readonly seconds: number | null
  /** At this site the truth went over into other trouble. */
  readonly turned: boolean
  /** A monitor whose clock is wrong may say that it does not know, and does. */
  readonly mayDoubt: boolean
}

const LONG_S = 180

function endsOf({ id, kind, truth }: Episode, answers: readonly Answer[]): readonly End[] {
  return truth
    .filter(({ accept }) => !accept.includes('operational'))
    .map(({ site, toAt }): End => {
      const clear = answers.find((a) => a.site === site && a.at >= toAt && a.condition === 'operational')
      const next = truth.find((t) => t.site === site && t.fromAt === toAt)
      return {
        id,
        kind,
        site,
        seconds: clear ? (clear.at - toAt) / 1000 : null,
        turned: next?.accept.includes('operational') === false,
        mayDoubt: next?.accept.includes('unknown') === true,
      }
    })
}

const told = (ends: readonly End[]) =>
  ends.flatMap(({ seconds }) => (seconds === null ? [] : [seconds])).sort((a, b) => a - b)
const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? '-'
function row(name: string, ends: readonly End[]): string {
  const sorted = told(ends)
  const never = ends.length - sorted.length
  return `${name}: ${ends.length}, p50 ${at(sorted, 0.5)} s, p95 ${at(sorted, 0.95)} s, longest ${sorted.at(-1) ?? '-'} s, never ${never}`
}

for (const file of process.argv.slice(2)) {
  const ends: End[] = []
  await using handle = await open(file)
  for await (const line of handle.readLines()) {
    if (line === '') continue
    const episode = parseEpisode(JSON.parse(line))
    ends.push(...endsOf(episode, [...replay(episode)]))
  }
  console.log(file)
  console.log(row('  as the score counts', ends))
  console.log(
    row(
      '  ended',
      ends.filter(({ turned }) => !turned),
    ),
  )
  console.log(
    row(
      '  turned into other trouble',
      ends.filter(({ turned }) => turned),
    ),
  )
  for (const { id, kind, site, seconds, turned, mayDoubt } of ends)
    if (!turned && (seconds === null || seconds > LONG_S))
      console.log(`    ${id} ${kind} ${site}: ${seconds ?? 'never'}${mayDoubt ? ' (its clock is wrong)' : ''}`)
}
