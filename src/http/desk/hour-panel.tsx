import { vantageTitleOf } from '../pages/page-context.ts'
import type { DeskContext } from './desk-context.ts'
import { CELL_WORDS, DESK_WORDS } from './desk-words.ts'
import { type OfficeHour, type Strip, startOfHour } from './hour-strips.ts'

/** The last hour of every office at a glance, and of each target where one looks closer. */
export const HourPanel = (context: DeskContext) => {
  const { hour, page } = context
  const { say } = page
  return (
    <section id="hour" class="panel" data-key={String(startOfHour(page.edition.now))} aria-labelledby="hour-head">
      <h2 id="hour-head">{say(DESK_WORDS.hour)}</h2>
      {!hour || hour.length === 0 ? (
        <p>{say(DESK_WORDS.noHour)}</p>
      ) : (
        <>
          <p class="note">{say(DESK_WORDS.hourHint)}</p>
          {hour.map((office) => (
            <Office office={office} context={context} />
          ))}
        </>
      )}
    </section>
  )
}

const Office = ({ office, context }: { office: OfficeHour; context: DeskContext }) => {
  const { say, facts } = context.page
  const titleOf = (id: string | null) => {
    const target = facts.targets.find((one) => one.id === id)
    return id === null ? say(DESK_WORDS.wholeService) : target ? say(target.title) : id
  }
  return (
    <details class="hour">
      <summary>
        <span class="name">{say(vantageTitleOf(office.vantage, facts))}</span>{' '}
        <StripPicture strip={office.whole} context={context} />
      </summary>
      <ul>
        {office.targets.map((strip) => (
          <li>
            <span class="name">{titleOf(strip.target)}</span>
            <StripPicture strip={strip} context={context} />
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Told by height as well as by colour; the figures beside it say the same. */
const StripPicture = ({ strip, context }: { strip: Strip; context: DeskContext }) => {
  const { say, locale } = context.page
  const figures =
    locale === 'ja' ? `成功 ${strip.passed}・失敗 ${strip.failed}` : `${strip.passed} passed, ${strip.failed} failed`
  return (
    <span class="strip">
      <svg
        viewBox="0 0 120 20"
        role="img"
        aria-label={strip.cells.map((cell) => say(CELL_WORDS[cell])).join(locale === 'ja' ? '、' : ', ')}
      >
        {strip.cells.map((cell, index) => (
          <rect
            class={`x-${cell}`}
            x={String(index * 10 + 1)}
            width="8"
            y={cell === 'passed' ? '8' : cell === 'none' ? '17' : '1'}
            height={cell === 'passed' ? '12' : cell === 'none' ? '3' : '19'}
            rx="1.5"
          />
        ))}
      </svg>
      <span class="note">{figures}</span>
    </span>
  )
}
