import { type Article, type Step, stepsFor } from '../../core/guide/guide.ts'
import type { Text } from '../../core/locale.ts'
import { Mark } from '../pages/icons.tsx'
import type { CheckContext } from './check-context.ts'
import { CHECK_WORDS, PLACE_WORDS } from './check-words.ts'

interface Props {
  readonly article: Article
  readonly context: CheckContext
}

/** One article as something to do: the first thing, the steps to tick off, when to stop and whom to ask. */
export const ArticleView = ({ article, context }: Props) => {
  const { say } = context.page
  return (
    <div class="article">
      <p class="first-step">
        <span class="tag">{say(CHECK_WORDS.firstOfAll)}</span> {say(article.firstStep)}
      </p>
      <p class="sub">{say(CHECK_WORDS.steps)}</p>
      <ol class="ticks">
        {stepsFor(article, context.setting).map((step) => (
          <StepItem step={step} context={context} />
        ))}
      </ol>
      <dl class="about">
        <About term={CHECK_WORDS.takes} text={article.takes} context={context} />
        <About term={CHECK_WORDS.stopWhen} text={article.stopWhen} context={context} />
        <About term={CHECK_WORDS.ask} text={article.ask} context={context} />
      </dl>
      <div class="donts">
        <p class="sub">{say(CHECK_WORDS.doNot)}</p>
        <ul>
          {article.doNot.map((text) => (
            <li>
              <Mark mark="dont" />
              <span>{say(text)}</span>
            </li>
          ))}
        </ul>
      </div>
      <p class="more">
        <a href={`/guide/${article.slug}?lang=${context.page.locale}`}>{say(CHECK_WORDS.whole)}</a>
      </p>
    </div>
  )
}

const StepItem = ({ step, context }: { step: Step; context: CheckContext }) => {
  const { say } = context.page
  return (
    <li>
      <label>
        <input type="checkbox" autocomplete="off" />
        <span>
          {step.on.map((place) => (
            <span class="tag">{say(PLACE_WORDS[place])}</span>
          ))}{' '}
          {say(step.text)}
        </span>
      </label>
    </li>
  )
}

const About = ({ term, text, context }: { term: Text; text: Text; context: CheckContext }) => (
  <div>
    <dt>{context.page.say(term)}</dt>
    <dd>{context.page.say(text)}</dd>
  </div>
)
