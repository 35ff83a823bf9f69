import type { Explanation, Step } from '../../core/explanation.ts'
import { EXPLAIN_WORDS } from './explain-words.ts'
import { Ago, When } from './instant.tsx'
import { type PageContext, vantageTitleOf } from './page-context.ts'
import { FAMILY_WORDS } from './page-words.ts'

/** Width of the picture of one step, in its own units. */
const WIDE = 1000

/** Where the bars lie: all sums of the waterfall, with zero, fill the picture. */
interface Scale {
  readonly from: number
  readonly to: number
}

const scaleOf = (steps: readonly Step[]): Scale => ({
  from: Math.min(0, ...steps.map(({ total }) => total)),
  to: Math.max(1, ...steps.map(({ total }) => total)),
})
const placeOf = (nats: number, { from, to }: Scale) => Math.round(((nats - from) / (to - from)) * WIDE)

/** Each reason with its bar, which begins where the sum stood before it; the sum at the end. */
export const Waterfall = ({ explanation, context }: { explanation: Explanation; context: PageContext }) => {
  const { steps, total } = explanation
  const scale = scaleOf(steps)
  return (
    <>
      <ol class="waterfall">
        {steps.map((step) => (
          <StepItem step={step} scale={scale} context={context} />
        ))}
      </ol>
      {total !== null && (
        <p class="sum">
          <span>{context.say(EXPLAIN_WORDS.sum)}</span>
          <Bar from={0} to={total} scale={scale} tone="whole" />
          <strong>{figureOf(total)}</strong>
        </p>
      )}
    </>
  )
}

const StepItem = ({ step, scale, context }: { step: Step; scale: Scale; context: PageContext }) => {
  const { evidence, support, total } = step
  const { facts, locale, say } = context
  const tone = support >= 0 ? 'towards' : 'against'
  return (
    <li class={tone}>
      <div>
        <p class="text">{evidence.text[locale]}</p>
        <p class="note">
          <span>{say(FAMILY_WORDS[evidence.family])}</span>
          {evidence.vantage !== null && <span>{say(vantageTitleOf(evidence.vantage, facts))}</span>}
          <span>
            <When at={evidence.at} context={context} /> <Ago at={evidence.at} context={context} />
          </span>
        </p>
      </div>
      <Bar from={total - support} to={total} scale={scale} tone={tone} />
      <span class="figure">
        <span class="hidden">{say(support >= 0 ? EXPLAIN_WORDS.supports : EXPLAIN_WORDS.opposes)} </span>
        {figureOf(support)}
      </span>
    </li>
  )
}

/** Drawn with attributes: the content security policy allows no styles of single elements. */
const Bar = ({ from, to, scale, tone }: { from: number; to: number; scale: Scale; tone: string }) => {
  const [start, end] = [placeOf(Math.min(from, to), scale), placeOf(Math.max(from, to), scale)]
  const zero = placeOf(0, scale)
  return (
    <svg
      class={`step ${tone}`}
      viewBox={`0 0 ${WIDE} 20`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect class="track" width={String(WIDE)} height="20" />
      <rect class="bar" x={String(start)} width={String(Math.max(6, end - start))} y="3" height="14" />
      <rect class="zero" x={String(Math.min(WIDE - 3, zero))} width="3" height="20" />
    </svg>
  )
}

/** `+4.6`, `−1.1`. */
export const figureOf = (nats: number): string => `${nats >= 0 ? '+' : '−'}${Math.abs(nats).toFixed(1)}`
