import { ACCOUNT_WORDS } from '../../core/account/account.ts'
import { shippedGuide } from '../../knowledge/guide.ts'
import type { DeskAnswer, DeskContext } from './desk-context.ts'
import { DESK_WORDS } from './desk-words.ts'
import { ReplyBoxes } from './reply-box.tsx'

/** The questions that the desk itself has: about an account, and about what somebody wrote. */
export const AskPanels = (context: DeskContext) => (
  <>
    <TriagePanel {...context} />
    <AccountPanel {...context} />
  </>
)

const TriagePanel = (context: DeskContext) => {
  const { page, answer } = context
  const { say, locale } = page
  const own = answer?.kind === 'triage' ? answer : null
  return (
    <section id="triage" class="panel" aria-labelledby="triage-head">
      <h2 id="triage-head">{say(DESK_WORDS.triage)}</h2>
      <form class="field" method="post" action={`/desk?lang=${locale}#triage`}>
        <label for="question">{say(DESK_WORDS.question)}</label>
        <p class="note" id="question-hint">
          {say(DESK_WORDS.triageHint)}
        </p>
        <textarea id="question" name="text" rows={5} required maxlength={20_000} aria-describedby="question-hint">
          {own?.text ?? ''}
        </textarea>
        <p>
          <button type="submit" class="button main" name="do" value="triage">
            {say(DESK_WORDS.read)}
          </button>
        </p>
      </form>
      {own && <TriageResult result={own} context={context} />}
    </section>
  )
}

const TriageResult = ({
  result,
  context,
}: {
  result: Extract<DeskAnswer, { kind: 'triage' }>
  context: DeskContext
}) => {
  const { say, locale } = context.page
  return (
    <div class="result">
      <h3>{say(DESK_WORDS.likely)}</h3>
      <ol class="likely">
        {result.answer.topics.slice(0, 3).map(({ slug, title, firstStep, because }) => (
          <li>
            <a href={`/guide/${slug}?lang=${locale}`}>{say(title)}</a>
            <p>{say(firstStep)}</p>
            {because.length > 0 && (
              <p class="note">
                {say(DESK_WORDS.because)}: {because.join(locale === 'ja' ? '、' : ', ')}
              </p>
            )}
          </li>
        ))}
      </ol>
      <h3>{say(DESK_WORDS.reply)}</h3>
      <ReplyBoxes id="reply-triage" reply={result.answer.reply} context={context} />
    </div>
  )
}

const AccountPanel = (context: DeskContext) => {
  const { page, hasAccounts, answer } = context
  const { say, locale } = page
  const own = answer?.kind === 'account' ? answer : null
  return (
    <section id="account" class="panel" aria-labelledby="account-head">
      <h2 id="account-head">{say(DESK_WORDS.account)}</h2>
      {hasAccounts ? (
        <form class="field" method="post" action={`/desk?lang=${locale}#account`}>
          <label for="account-id">{say(DESK_WORDS.loginId)}</label>
          <p class="note" id="account-hint">
            {say(DESK_WORDS.accountHint)}
          </p>
          <div class="with-button">
            <input
              id="account-id"
              name="loginId"
              type="text"
              inputmode="email"
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              required
              maxlength={300}
              aria-describedby="account-hint"
              value={own?.loginId ?? ''}
            />
            <button type="submit" class="button main" name="do" value="account">
              {say(DESK_WORDS.lookUp)}
            </button>
          </div>
        </form>
      ) : (
        <p>{say(DESK_WORDS.accountNotSet)}</p>
      )}
      {own && <AccountResult result={own} context={context} />}
    </section>
  )
}

const AccountResult = ({
  result,
  context,
}: {
  result: Extract<DeskAnswer, { kind: 'account' }>
  context: DeskContext
}) => {
  const { say, locale } = context.page
  const { answer } = result
  const { articles } = shippedGuide()
  if (answer.kind !== 'found')
    return (
      <p class="result" role="status">
        {say(UNFOUND[answer.kind])}
      </p>
    )
  return (
    <div class="result" role="status">
      {answer.findings.map((finding) => {
        const { title, meaning, todo, topic } = ACCOUNT_WORDS[finding]
        return (
          <div class={finding === 'active' ? 'finding good' : 'finding'}>
            <h3>{say(title)}</h3>
            <p>{say(meaning)}</p>
            <p>{say(todo)}</p>
            {topic && (
              <p>
                <a href={`/guide/${topic}?lang=${locale}`}>{say(articles[topic].title)}</a>
              </p>
            )}
          </div>
        )
      })}
    </div>
  )
}

const UNFOUND = {
  none: DESK_WORDS.accountNone,
  'no-login-id': DESK_WORDS.accountNoId,
  limited: DESK_WORDS.later,
  failed: DESK_WORDS.accountFailed,
} as const
