import type { Culprit } from '../condition.ts'
import type { Evidence, EvidenceFamily } from '../evidence.ts'
import type { Text } from '../locale.ts'
import { type Crowd, postsWeight, reportsWeight } from './crowd.ts'
import { type Announcement, type Expectation, openOutages } from './expectation.ts'
import { NOTICE_WEIGHT } from './reading.ts'

/** What speaks besides the looks: notices, people, and the monitor about itself. */

function statement(
  family: EvidenceFamily,
  code: string,
  culprit: Culprit,
  contribution: number,
  at: number,
  text: Text,
  vantage: string | null = null,
): Evidence {
  return { code, family, culprit, contribution, at, vantage, targets: [], component: null, text }
}

export function noticeStatements(
  known: readonly Announcement[],
  expectation: Expectation,
  at: number,
): readonly Evidence[] {
  const outages = openOutages(known, at).map((n) =>
    statement('notice', 'notice-outage', 'service', NOTICE_WEIGHT, n.updatedAt, {
      ja: `公式のお知らせが障害を伝えている: ${n.title}`,
      en: `an official notice speaks of trouble: ${n.title}`,
    }),
  )
  const planned = known.find((a) => a.notice.kind === 'maintenance' && a.notice.status !== 'cancelled')
  if (!planned || expectation === 'none') return outages
  const { title, updatedAt } = planned.notice
  const words: Text =
    expectation === 'expected'
      ? { ja: `予告されたメンテナンスの時間帯: ${title}`, en: `inside announced maintenance: ${title}` }
      : {
          ja: `予告されたメンテナンスの終了時刻を過ぎている: ${title}`,
          en: `the announced end of the maintenance has passed: ${title}`,
        }
  const culprit = expectation === 'expected' ? 'maintenance' : 'service'
  return [...outages, statement('notice', `maintenance-${expectation}`, culprit, NOTICE_WEIGHT, updatedAt, words)]
}

export function crowdStatements(crowd: Crowd): readonly Evidence[] {
  const posts = postsWeight(crowd)
  const said: Evidence[] = []
  if (posts > 0)
    said.push(
      statement('post', 'posts-failing', 'service', posts, crowd.at, {
        ja: '「LINE WORKS が使えない」という投稿が普段より多い（これだけでは確定しない）',
        en: 'more public posts than usual say that LINE WORKS fails (never enough alone)',
      }),
    )
  for (const site of Object.keys(crowd.reports).sort()) {
    const weight = reportsWeight(crowd, site)
    if (weight > 0)
      said.push(
        statement(
          'report',
          'reports-failing',
          'service',
          weight,
          crowd.at,
          {
            ja: '社員からの「使えない」という報告が続いている（原因までは分からない）',
            en: 'employees here report trouble (which does not tell whose it is)',
          },
          site,
        ),
      )
  }
  return said
}

/** A site that has fallen silent is a fact of its own, and no outage. */
export const silentSite = (vantage: string, lastSeenAt: number | null, at: number): Evidence => {
  const minutes = lastSeenAt === null ? null : Math.max(1, Math.round((at - lastSeenAt) / 60_000))
  return statement(
    'self',
    'site-silent',
    'unknown',
    0,
    lastSeenAt ?? at,
    minutes === null
      ? { ja: `${vantage} からの確認結果がまだ届いていない`, en: `nothing has come from ${vantage} yet` }
      : {
          ja: `${vantage} からの確認結果が${minutes}分間届いていない`,
          en: `nothing has come from ${vantage} for ${minutes} min`,
        },
    vantage,
  )
}
