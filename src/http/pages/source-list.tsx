import { healthText, type SourceHealth } from '../../sources/health.ts'
import { Ago, When } from './instant.tsx'
import type { PageContext } from './page-context.ts'
import { PAGE_WORDS } from './page-words.ts'

/** Where announcements and posts are read, and how well that goes: what cannot be read stands here open. */
export const SourceList = ({ context }: { context: PageContext }) => {
  const { edition, facts, say } = context
  const titles = new Map((facts.sources ?? []).map(({ id, title }) => [id, title]))
  const known = edition.sources.filter(({ source }) => titles.has(source))
  if (known.length === 0) return null
  const isTroubled = known.some(({ state }) => state === 'unreadable')
  return (
    <section class="panel looks" aria-labelledby="sources">
      <details open={isTroubled}>
        <summary>
          <h2 id="sources">{say(PAGE_WORDS.sources)}</h2>
        </summary>
        <p class="note">{say(PAGE_WORDS.sourcesHint)}</p>
        <section class="scroll" aria-labelledby="sources" tabindex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{say(PAGE_WORDS.source)}</th>
                <th scope="col">{say(PAGE_WORDS.sourceState)}</th>
                <th scope="col">{say(PAGE_WORDS.sourceItems)}</th>
                <th scope="col">{say(PAGE_WORDS.sourceRead)}</th>
              </tr>
            </thead>
            <tbody>
              {known.map((health) => (
                <SourceRow health={health} title={say(titles.get(health.source)!)} context={context} />
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </section>
  )
}

interface RowProps {
  readonly health: SourceHealth
  readonly title: string
  readonly context: PageContext
}

const SourceRow = ({ health, title, context }: RowProps) => (
  <tr class={health.state === 'unreadable' ? 'unreadable' : undefined}>
    <th scope="row">{title}</th>
    <td>{context.say(healthText(health))}</td>
    <td class="number">{health.lastSuccessAt === null ? '–' : health.items}</td>
    <td>
      {health.lastSuccessAt === null ? (
        context.say(PAGE_WORDS.neverSeen)
      ) : (
        <>
          <When at={health.lastSuccessAt} context={context} /> <Ago at={health.lastSuccessAt} context={context} />
        </>
      )}
    </td>
  </tr>
)
