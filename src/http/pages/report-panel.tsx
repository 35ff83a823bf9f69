import type { PageContext } from './page-context.ts'
import { PAGE_WORDS } from './page-words.ts'

/** Two buttons for everybody, and what was said with them lately. Works without a script. */
export const ReportPanel = ({ context }: { context: PageContext }) => {
  const { edition, choice, locale, say } = context
  const { crowd } = edition
  if (crowd === null) return null
  return (
    <section class="panel" aria-labelledby="reports">
      <h2 id="reports">{say(PAGE_WORDS.reports)}</h2>
      {choice.reported && (
        <p class="said" role="status">
          {say(choice.reported === 'done' ? PAGE_WORDS.reportDone : PAGE_WORDS.reportLater)}
        </p>
      )}
      <form class="reports" method="post" action="/api/v1/reports">
        <input type="hidden" name="lang" value={locale} />
        {choice.site !== null && <input type="hidden" name="site" value={choice.site} />}
        {choice.site !== null && <input type="hidden" name="shown" value={choice.site} />}
        <button type="submit" class="broken" name="symptom" value="login">
          {say(PAGE_WORDS.reportBroken)}
        </button>
        <button type="submit" class="works" name="symptom" value="works">
          {say(PAGE_WORDS.reportWorks)}
        </button>
      </form>
      <p>{locale === 'ja' ? saidInJapanese(crowd) : saidInEnglish(crowd)}</p>
      <p class="note">{say(PAGE_WORDS.reportsHint)}</p>
    </section>
  )
}

type Crowd = NonNullable<PageContext['edition']['crowd']>

const rounded = (usual: number) => (usual < 0.1 ? 0 : Math.round(usual * 10) / 10)

const saidInJapanese = ({ failing, working, usual, isUnusual }: Crowd): string =>
  `直近15分の報告: 使えない ${failing}件・使える ${working}件（この曜日・時間帯の「使えない」は、ふだん${rounded(usual)}件）。${isUnusual ? 'ふだんより明らかに多くなっています。' : ''}`

const saidInEnglish = ({ failing, working, usual, isUnusual }: Crowd): string =>
  `In the last 15 minutes: ${failing} say it does not work, ${working} say it works (usually ${rounded(usual)} complaints at this hour of the week). ${isUnusual ? 'That is clearly more than usual.' : ''}`
