import type { Notice, NoticeWindow } from '../../core/notice.ts'
import { COMPONENT_TITLE } from '../../core/phrases.ts'
import { clockWordOf } from './announced-time.ts'
import { ConditionIcon } from './icons.tsx'
import { When } from './instant.tsx'
import type { PageContext } from './page-context.ts'
import { NOTICE_KIND_WORDS, NOTICE_STATUS_WORDS, PAGE_WORDS } from './page-words.ts'

/** What was announced: trouble and maintenance, with the stated times. */
export const NoticeList = ({ context }: { context: PageContext }) => {
  const notices = context.edition.notices.filter(({ kind }) => kind !== 'other')
  if (notices.length === 0) return null
  return (
    <section class="panel" aria-labelledby="notices">
      <h2 id="notices">{context.say(PAGE_WORDS.notices)}</h2>
      <ul class="notices">
        {notices.map((notice) => (
          <NoticeItem notice={notice} context={context} />
        ))}
      </ul>
    </section>
  )
}

const NoticeItem = ({ notice, context }: { notice: Notice; context: PageContext }) => {
  const { locale, say } = context
  const condition = notice.kind === 'maintenance' ? 'maintenance' : 'degraded'
  const address = safeLink(notice.url)
  const clockWord = clockWordOf(notice, context.edition.now)
  return (
    <li class={`c-${condition}`}>
      <ConditionIcon condition={condition} />
      <div>
        <p class="text">
          <span class="state">
            {say(NOTICE_KIND_WORDS[notice.kind])}
            {notice.status !== null && ` · ${say(clockWord ?? NOTICE_STATUS_WORDS[notice.status])}`}
          </span>{' '}
          {address === null ? notice.title : <a href={address}>{notice.title}</a>}
        </p>
        {notice.windows.map((window) => (
          <p>
            <Window window={window} context={context} />
          </p>
        ))}
        {notice.correlated && <p class="note">{say(PAGE_WORDS.correlated)}</p>}
        {notice.components.length > 0 && (
          <p class="note">
            {notice.components
              .map((component) => COMPONENT_TITLE[component][locale])
              .join(locale === 'ja' ? '、' : ', ')}
          </p>
        )}
      </div>
    </li>
  )
}

const Window = ({ window, context }: { window: NoticeWindow; context: PageContext }) => {
  const open = context.say(PAGE_WORDS.openEnd)
  return (
    <>
      {window.startAt === null ? open : <When at={window.startAt} context={context} />}
      {context.locale === 'ja' ? ' 〜 ' : ' – '}
      {window.endAt === null ? open : <When at={window.endAt} context={context} />}
      {window.approximate && ` ${context.say(PAGE_WORDS.approximate)}`}
    </>
  )
}

/** Only what a browser opens as a page: an announcement is text from outside. */
function safeLink(url: string | null): string | null {
  if (url === null) return null
  const parsed = URL.parse(url)
  return parsed && (parsed.protocol === 'https:' || parsed.protocol === 'http:') ? parsed.href : null
}
