import { COMPONENT_TITLE, CONDITION_TITLE } from '../../core/phrases.ts'
import { ConditionIcon } from './icons.tsx'
import { When } from './instant.tsx'
import type { PageContext } from './page-context.ts'
import { PAGE_WORDS } from './page-words.ts'

/** Each part of LINE WORKS: shape, word, and since when where something is wrong. */
export const ComponentList = ({ context }: { context: PageContext }) => {
  const { edition, locale, say } = context
  const components = edition.verdict?.service.components ?? []
  if (components.length === 0) return null
  return (
    <section class="panel" aria-labelledby="components">
      <h2 id="components">{say(PAGE_WORDS.components)}</h2>
      <ul class="components">
        {components.map((part) => (
          <li class={`c-${part.condition}`}>
            <ConditionIcon condition={part.condition} />
            <span class="name">{say(COMPONENT_TITLE[part.component])}</span>
            <span class="state">
              {say(CONDITION_TITLE[part.condition])}
              {part.since !== null && part.condition !== 'operational' && part.condition !== 'unknown' && (
                <span class="ago">
                  {' '}
                  {locale === 'en' && 'since '}
                  <When at={part.since} context={context} />
                  {locale === 'ja' && 'から'}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
