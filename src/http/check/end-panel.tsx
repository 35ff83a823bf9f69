import { ENDS } from './check-choice.ts'
import type { CheckContext } from './check-context.ts'
import { CHECK_WORDS } from './check-words.ts'
import { keyOf } from './guide-panel.tsx'
import { summaryLinesOf } from './summary-lines.ts'

/** How it ended; where it did not end well, a text for those who can help, and a way to be counted. */
export const EndPanel = (context: CheckContext) => {
  const { page, choice, walk } = context
  const { say, locale } = page
  return (
    <section id="end" class="panel" data-key={`${keyOf(walk)} ${choice.end}`} aria-labelledby="end-head">
      <h2 id="end-head" tabindex={-1}>
        {say(HEADS[choice.end ?? 'open'])}
      </h2>
      {choice.end === null ? (
        <form class="choices row" method="get" action="/check#end" data-part="end">
          <input type="hidden" name="lang" value={locale} />
          {choice.site !== null && <input type="hidden" name="site" value={choice.site} />}
          {walk.answers.length > 0 && <input type="hidden" name="a" value={walk.answers.join('.')} />}
          {ENDS.map((end) => (
            <button type="submit" name="end" value={end}>
              {say(CHECK_WORDS[end])}
            </button>
          ))}
        </form>
      ) : (
        <p>{say(choice.end === 'solved' ? CHECK_WORDS.solvedText : CHECK_WORDS.unsolvedText)}</p>
      )}
      <Contact {...context} />
      <details open={choice.end === 'unsolved'} class="handover">
        <summary>{say(CHECK_WORDS.summary)}</summary>
        <label class="hidden" for="summary">
          {say(CHECK_WORDS.summary)}
        </label>
        <textarea id="summary" readonly rows={10} spellcheck={false}>
          {summaryLinesOf(context).join('\n')}
        </textarea>
        <p data-scripted hidden>
          <button type="button" id="copy-summary" class="button">
            {say(CHECK_WORDS.copy)}
          </button>{' '}
          <span id="copied" class="note" role="status" />
        </p>
      </details>
      {page.edition.crowd !== null && choice.end !== 'solved' && <ReportForm {...context} />}
    </section>
  )
}

const HEADS = {
  open: CHECK_WORDS.solvedAsk,
  solved: CHECK_WORDS.solvedHead,
  unsolved: CHECK_WORDS.unsolvedHead,
} as const

const Contact = ({ page, helpDesk }: CheckContext) =>
  helpDesk && (
    <p class="contact">
      {page.say(CHECK_WORDS.contact)}: {page.say(helpDesk.name)}{' '}
      {helpDesk.phone && <a href={`tel:${helpDesk.phone.replaceAll(/[^\d+]/g, '')}`}>{helpDesk.phone}</a>}{' '}
      {helpDesk.mail && <a href={`mailto:${helpDesk.mail}`}>{helpDesk.mail}</a>}{' '}
      {helpDesk.url && <a href={helpDesk.url}>{helpDesk.url}</a>}
    </p>
  )

const ReportForm = ({ page, choice }: CheckContext) => (
  <form id="report" class="report" method="post" action="/api/v1/reports">
    <input type="hidden" name="lang" value={page.locale} />
    {choice.site !== null && <input type="hidden" name="site" value={choice.site} />}
    {choice.site !== null && <input type="hidden" name="shown" value={choice.site} />}
    <button type="submit" class="button broken" name="symptom" value="login">
      {page.say(CHECK_WORDS.report)}
    </button>{' '}
    <span id="reported" role="status" />
    <p class="note">{page.say(CHECK_WORDS.reportHint)}</p>
  </form>
)
