import type { Text } from '../../core/locale.ts'
import type { Report } from '../../core/report.ts'
import { When } from '../pages/instant.tsx'
import { vantageTitleOf } from '../pages/page-context.ts'
import type { DeskContext } from './desk-context.ts'
import { DESK_WORDS } from './desk-words.ts'

/** What employees said in the last hour, office by office, and what their own devices found. */
export const ReportsPanel = (context: DeskContext) => {
  const { reports, checks, page } = context
  const { say } = page
  const sites = [...new Set([...reports.map(({ site }) => site), ...checks.map(({ site }) => site)])]
  return (
    <section id="reports-by-office" class="panel" aria-labelledby="reports-head">
      <h2 id="reports-head">{say(DESK_WORDS.reports)}</h2>
      {sites.length === 0 ? (
        <p>{say(DESK_WORDS.noReports)}</p>
      ) : (
        <section class="scroll" tabindex={0} aria-label={say(DESK_WORDS.reportTable)}>
          <table>
            <thead>
              <tr>
                {[DESK_WORDS.office, DESK_WORDS.broken, DESK_WORDS.works, DESK_WORDS.newest, DESK_WORDS.checks].map(
                  (title: Text) => (
                    <th scope="col">{say(title)}</th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {sites.map((site) => (
                <Row site={site} own={reports.filter((report) => report.site === site)} context={context} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  )
}

const Row = ({ site, own, context }: { site: string; own: readonly Report[]; context: DeskContext }) => {
  const { page, checks } = context
  const { say, facts, locale } = page
  const broken = own.filter(({ symptom }) => symptom !== 'works').length
  const count = checks.find((one) => one.site === site)
  const newest = Math.max(...own.map(({ at }) => at))
  return (
    <tr>
      <th scope="row">{site === '' ? say(DESK_WORDS.unnamedOffice) : say(vantageTitleOf(site, facts))}</th>
      <td class="number">{broken}</td>
      <td class="number">{own.length - broken}</td>
      <td>{own.length > 0 ? <When at={newest} context={page} /> : '-'}</td>
      <td>
        {count
          ? locale === 'ja'
            ? `${count.checks}件（うち${say(DESK_WORDS.onlyThem)} ${count.onlyThem}件）`
            : `${count.checks} (${say(DESK_WORDS.onlyThem)}: ${count.onlyThem})`
          : '-'}
      </td>
    </tr>
  )
}
