import type { TreeQuestion } from '../../core/guide/guide.ts'
import { ANYWAY, type Leaf, type Walk } from '../../core/guide/walk.ts'
import type { Topic } from '../../core/triage/topic.ts'
import { When } from '../pages/instant.tsx'
import { ArticleView } from './article-view.tsx'
import { linkToCheck } from './check-choice.ts'
import type { CheckContext } from './check-context.ts'
import { CHECK_WORDS } from './check-words.ts'

/** What to do: one question after the other, or the steps they led to. */
export const GuidePanel = (context: CheckContext) => {
  const { walk } = context
  return (
    <section id="guide" class="panel" data-key={keyOf(walk)} aria-labelledby="guide-head">
      {walk.kind === 'question' ? <Question {...context} walk={walk} /> : <End {...context} walk={walk} />}
    </section>
  )
}

/** What has to change for the panel to be shown anew; ticks would be lost otherwise. */
export const keyOf = (walk: Walk): string =>
  walk.kind === 'question'
    ? `${walk.answers.join('.')}?`
    : `${walk.answers.join('.')} ${walk.leaf.kind} ${walk.leaf.articles.join(' ')}`

const Question = (context: CheckContext & { walk: Extract<Walk, { kind: 'question' }> }) => {
  const { walk, choice, page } = context
  const { question, answers, number } = walk
  const { say, locale } = page
  return (
    <>
      <p class="note">
        {say(CHECK_WORDS.question)} {number}
        {number === 1 && (locale === 'ja' ? `（${say(CHECK_WORDS.ofFour)}）` : ` (${say(CHECK_WORDS.ofFour)})`)}
      </p>
      <h2 id="guide-head" tabindex={-1}>
        {say(question.ask)}
      </h2>
      {question.hint && <p class="note">{say(question.hint)}</p>}
      <form class="choices" method="get" action="/check#guide" data-part="guide">
        <input type="hidden" name="lang" value={locale} />
        {choice.site !== null && <input type="hidden" name="site" value={choice.site} />}
        {question.answers.map(({ id, label }) => (
          <button type="submit" name="a" value={[...answers, id].join('.')}>
            {say(label)}
          </button>
        ))}
      </form>
      <Way {...context} />
    </>
  )
}

const End = (context: CheckContext & { walk: Extract<Walk, { kind: 'leaf' }> }) => {
  const { walk, choice, page, articles } = context
  const { leaf } = walk
  const { say } = page
  const [first, ...others] = leaf.articles
  const titleOf = ({ articles: [topic] }: Leaf) => (topic ? articles[topic].title : headOf(leaf))
  return (
    <>
      {/* Where the state of things answers, what to do about it is the news; elsewhere it is what the trouble seems to be. */}
      <p class="note">{say(leaf.kind === 'articles' ? headOf(leaf) : titleOf(leaf))}</p>
      <h2 id="guide-head" tabindex={-1}>
        {say(leaf.kind === 'articles' ? titleOf(leaf) : headOf(leaf))}
      </h2>
      <Waiting {...context} leaf={leaf} />
      {first && <ArticleView article={articles[first]} context={context} />}
      {others.length > 0 && <Others topics={others} {...context} />}
      {leaf.kind === 'articles' ? (
        <Way {...context} />
      ) : (
        <p class="way">
          <a href={linkToCheck(choice, { answers: [ANYWAY] }, 'guide')} data-part="guide">
            {say(CHECK_WORDS.anyway)}
          </a>
        </p>
      )}
    </>
  )
}

const headOf = ({ kind }: Leaf) =>
  ({
    wait: CHECK_WORDS.waitHead,
    'wait-maintenance': CHECK_WORDS.maintenanceHead,
    'it-desk': CHECK_WORDS.itHead,
    articles: CHECK_WORDS.articleHead,
  })[kind]

/** Until when, and how to hear of the end without asking again and again. */
const Waiting = ({ leaf, page, walk, canSubscribe }: CheckContext & { leaf: Leaf }) => {
  const { say, locale } = page
  if (!leaf.offersNotice) return null
  return (
    <div class="waiting">
      {leaf.kind === 'wait-maintenance' && (
        <p class="until">
          {leaf.endsAt === null ? (
            say(CHECK_WORDS.untilUnknown)
          ) : (
            <>
              {say(CHECK_WORDS.until)}: <When at={leaf.endsAt} context={page} />
              {walk.standing.isEndApproximate && (locale === 'ja' ? '（およその時刻）' : ' (about)')}
            </>
          )}
        </p>
      )}
      <p data-unscripted>{say(CHECK_WORDS.notifyNoScript)}</p>
      <div data-scripted hidden>
        <button type="button" id="notify-me" class="button">
          {say(CHECK_WORDS.notify)}
        </button>{' '}
        <span id="notify-said" class="note" role="status" />
      </div>
      {canSubscribe && (
        <p>
          <a href={`/subscribe?lang=${locale}`}>{say(CHECK_WORDS.subscribe)}</a>
        </p>
      )}
    </div>
  )
}

const Others = ({ topics, ...context }: CheckContext & { topics: readonly Topic[] }) => (
  <div class="others">
    <h3>{context.page.say(CHECK_WORDS.others)}</h3>
    {topics.map((topic) => (
      <details>
        <summary>{context.page.say(context.articles[topic].title)}</summary>
        <ArticleView article={context.articles[topic]} context={context} />
      </details>
    ))}
  </div>
)

/** The answers so far, and the ways back. */
const Way = ({ walk, choice, page, tree }: CheckContext) => {
  const { say } = page
  const given = walk.answers.filter((id) => id !== ANYWAY)
  if (walk.answers.length === 0) return null
  const labels = labelsOf(tree.first, given, tree.questions)
  return (
    <div class="way">
      {labels.length > 0 && (
        <p class="note">
          {say(CHECK_WORDS.yourAnswers)}: {labels.map((label) => say(label)).join(' → ')}
        </p>
      )}
      <p>
        <a href={linkToCheck(choice, { answers: walk.answers.slice(0, -1) }, 'guide')} data-part="guide">
          {say(CHECK_WORDS.back)}
        </a>{' '}
        <a href={linkToCheck(choice, { answers: [] }, 'guide')} data-part="guide">
          {say(CHECK_WORDS.restart)}
        </a>
      </p>
    </div>
  )
}

/** What was chosen, question by question. */
export function labelsOf(first: string, given: readonly string[], questions: ReadonlyMap<string, TreeQuestion>) {
  const labels: TreeQuestion['ask'][] = []
  let question = questions.get(first)
  for (const id of given) {
    const answer = question?.answers.find((one) => one.id === id)
    if (!answer) break
    labels.push(answer.label)
    question = answer.next.kind === 'question' ? questions.get(answer.next.question) : undefined
  }
  return labels
}
