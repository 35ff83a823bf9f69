import { browserText, isDoubtful, supportSentence } from '../../core/check/support-words.ts'
import type { CheckContext } from './check-context.ts'
import { CHECK_WORDS } from './check-words.ts'

/** The person's own browser: whether it gets through, and whether it is a current one. */
export const DevicePanel = ({ page, browser, support, table, hosts }: CheckContext) => {
  const { say } = page
  return (
    <section id="device" class="panel" aria-labelledby="device-head">
      <h2 id="device-head">{say(CHECK_WORDS.device)}</h2>
      {hosts.length > 0 && (
        <>
          <div data-scripted hidden>
            <p class="note">{say(CHECK_WORDS.deviceHint)}</p>
            <button type="button" id="run-check" class="button main">
              {say(CHECK_WORDS.run)}
            </button>
            <div id="check-results" role="status" tabindex={-1} />
          </div>
          <p data-unscripted>{say(CHECK_WORDS.deviceNoScript)}</p>
        </>
      )}
      <div id="this-browser" class={isDoubtful(support) ? 'browser doubtful' : 'browser'}>
        <h3>{say(CHECK_WORDS.yourBrowser)}</h3>
        <p>
          <strong id="browser-name">{say(browserText(browser))}</strong>
        </p>
        <p id="browser-support">{say(supportSentence(support))}</p>
        <p class="note">
          {say(CHECK_WORDS.tableAsOf)}: <time datetime={table.asOf}>{table.asOf}</time>. {say(CHECK_WORDS.tableNote)}
        </p>
      </div>
    </section>
  )
}
