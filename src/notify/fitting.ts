import { cutText } from './cut-text.ts'
import type { Wording } from './wording.ts'

const entries = (wording: Wording, count: number, length: number): Wording => ({
  ...wording,
  lead: cutText(wording.lead, length * 2),
  facts: wording.facts.slice(0, count).map(({ label, value }) => ({ label, value: cutText(value, length) })),
  advice: wording.advice.slice(0, count).map((text) => cutText(text, length)),
  links: wording.links.slice(0, count),
})

/** Shorter each time: what stands first is the most useful. The first link stays to the end. */
const SHORTER: readonly ((wording: Wording) => Wording)[] = [
  (wording) => wording,
  (wording) => entries(wording, 10, 250),
  (wording) => entries(wording, 5, 120),
  (wording) => ({ ...entries(wording, 1, 60), facts: [], advice: [] }),
]

/** Builds it from as much of the wording as fits: at most `mostBytes` as JSON. */
export function fitting<Form>(wording: Wording, mostBytes: number, build: (wording: Wording) => Form): Form {
  let built = build(wording)
  for (const shorter of SHORTER) {
    built = build(shorter(wording))
    if (Buffer.byteLength(JSON.stringify(built)) <= mostBytes) return built
  }
  return built
}
