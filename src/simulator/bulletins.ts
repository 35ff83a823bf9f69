import { dayInJapan, momentInJapan, timeInJapan } from './japan-time.ts'
import { type Happening, happeningsOf, type Spell } from './spell.ts'
import type { Announcement } from './weather.ts'
import { WEATHERS } from './weathers.ts'

/** One announcement on the pretend operator's site, as it reads at one moment. Instants are epoch milliseconds. */
export interface Bulletin {
  readonly id: number
  readonly label: '障害' | 'メンテナンス' | 'お知らせ'
  readonly title: string
  /** Paragraphs of plain text; the newest state of things first. */
  readonly paragraphs: readonly string[]
  readonly publishedAt: number
  readonly updatedAt: number
}

const DAY_MS = 86_400_000
/** Simulated minutes that people at the operator take. */
const TO_IDENTIFY = 10
const TO_CONFIRM_RECOVERY = 3
/** An outage over before its notice was out is only told afterwards. */
const TO_TELL_AFTERWARDS = 10
/** A planned maintenance. */
const PLANNED_LENGTH = 60
const NOTICE_AHEAD = 60

/** What the notice site shows at `at`, newest first. `minuteMs` is how long a simulated minute takes. */
export function bulletinsOf(spells: readonly Spell[], at: number, minuteMs: number): readonly Bulletin[] {
  const firstAt = spells[0]?.startAt ?? at
  const told = happeningsOf(spells).map((happening) => {
    if (happening.kind === 'outage') return outageBulletin(happening, at, minuteMs)
    if (happening.kind === 'maintenance') return maintenanceBulletin(happening, at, minuteMs)
    return null
  })
  return [...told.filter((bulletin) => bulletin !== null), ...everydayBulletins(firstAt)].sort(
    (a, b) => b.publishedAt - a.publishedAt || b.id - a.id,
  )
}

function outageBulletin(happening: Happening, at: number, minuteMs: number): Bulletin | null {
  const { startAt, endAt } = happening
  const plan = announcementOf(happening, 'outage')
  const dueAt = startAt + plan.afterMinutes * minuteMs
  const lateAt = endAt === null ? null : endAt + TO_TELL_AFTERWARDS * minuteMs
  const publishedAt = lateAt !== null && endAt! < dueAt ? lateAt : dueAt
  if (at < publishedAt) return null

  const identifiedAt = publishedAt + TO_IDENTIFY * minuteMs
  const resolvedAt = endAt === null ? null : Math.max(publishedAt, endAt + TO_CONFIRM_RECOVERY * minuteMs)
  const subject = `${plan.affected}に関する障害のお知らせ`
  const id = idOf(startAt)
  const effect = [`■影響範囲\n${plan.affected}`, `■内容\n${plan.affected}において、${plan.symptom}が発生しております。`]
  if (resolvedAt !== null && at >= resolvedAt)
    return {
      id,
      label: '障害',
      title: `【復旧済み】${subject}`,
      paragraphs: [
        '以下の障害が発生しておりましたが、現在は復旧しております。ご迷惑をおかけいたしましたことをお詫び申し上げます。',
        `■発生日時\n${spanInJapan(startAt, endAt!)}`,
        `■影響範囲\n${plan.affected}`,
        `■内容\n${plan.affected}において、${plan.symptom}が発生しておりました。`,
        '■原因\nサーバーの障害',
      ],
      publishedAt,
      updatedAt: resolvedAt,
    }
  const identified = at >= identifiedAt
  return {
    id,
    label: '障害',
    title: identified ? `【更新】${subject}` : `【障害】${subject}`,
    paragraphs: [
      identified
        ? '原因を特定し、現在復旧作業を進めております。復旧の見込みは未定です。'
        : '現在、以下の障害が発生しております。原因を調査しておりますので、今しばらくお待ちください。',
      `■発生日時\n${momentInJapan(startAt)}頃 〜`,
      ...effect,
    ],
    publishedAt,
    updatedAt: identified ? identifiedAt : publishedAt,
  }
}

function maintenanceBulletin(happening: Happening, at: number, minuteMs: number): Bulletin {
  const { from, to } = plannedWindowOf(happening, minuteMs)
  const { endAt } = happening
  const overrun = happening.spells.find((spell) => phaseOf(spell) === 'overrun')
  const wasHeld = happening.spells.some((spell) => phaseOf(spell) !== 'announced')
  const window = `■日時\n${spanInJapan(from, to).replaceAll('頃', '')}`
  const effect = '■対象\n全サービス\n■内容\nメンテナンス中は、ログインを含むすべての機能をご利用いただけません。'
  // One event keeps its number and its date, however its plan changes
  const bulletin = {
    id: idOf(happening.startAt),
    label: 'メンテナンス' as const,
    publishedAt: happening.startAt - DAY_MS,
  }
  if (endAt !== null && at >= endAt && wasHeld)
    return {
      ...bulletin,
      title: '【完了】システムメンテナンスのお知らせ',
      paragraphs: [
        `メンテナンスは${timeInJapan(endAt)}に完了いたしました。ご協力ありがとうございました。`,
        window,
        effect,
      ],
      updatedAt: endAt,
    }
  if (endAt !== null && !wasHeld)
    return {
      ...bulletin,
      title: '【中止】システムメンテナンスのお知らせ',
      paragraphs: ['下記のメンテナンスは中止となりました。', window, effect],
      updatedAt: endAt,
    }
  if (overrun)
    return {
      ...bulletin,
      title: '【延長】システムメンテナンスのお知らせ',
      paragraphs: ['作業に時間を要しており、メンテナンスを延長しております。終了時刻は未定です。', window, effect],
      updatedAt: overrun.startAt,
    }
  return {
    ...bulletin,
    title: 'システムメンテナンスのお知らせ',
    paragraphs: ['下記の日程で、システムメンテナンスを実施いたします。', window, effect],
    updatedAt: bulletin.publishedAt,
  }
}

/** The window as it was planned: an overrun begins when the plan ends. */
function plannedWindowOf(happening: Happening, minuteMs: number): { from: number; to: number } {
  const lengthMs = PLANNED_LENGTH * minuteMs
  const underWay = happening.spells.find((spell) => phaseOf(spell) === 'under-way')
  const overrun = happening.spells.find((spell) => phaseOf(spell) === 'overrun')
  if (overrun) return { from: underWay?.startAt ?? overrun.startAt - lengthMs, to: overrun.startAt }
  const from = underWay?.startAt ?? happening.startAt + NOTICE_AHEAD * minuteMs
  return { from, to: from + lengthMs }
}

function phaseOf(spell: Spell) {
  const announcement = WEATHERS[spell.weather].announcement
  return announcement?.kind === 'maintenance' ? announcement.phase : null
}

function announcementOf<Kind extends Announcement['kind']>(happening: Happening, kind: Kind) {
  const announcement = WEATHERS[happening.spells[0]!.weather].announcement
  return announcement as Extract<Announcement, { kind: Kind }> & { kind: typeof kind }
}

/** "from 頃 〜 to 頃"; the day is said once where both ends lie on it. */
function spanInJapan(from: number, to: number): string {
  const end = dayInJapan(from) === dayInJapan(to) ? timeInJapan(to) : momentInJapan(to)
  return `${momentInJapan(from)}頃 〜 ${end}頃`
}

/** Post numbers rise with time, as a content system counts them. */
const idOf = (at: number) => Math.floor(at / 1000)

/** Notices of every day, so that a list without trouble is not an empty list. */
function everydayBulletins(firstAt: number): readonly Bulletin[] {
  const post = (days: number, label: Bulletin['label'], title: string, ...paragraphs: string[]): Bulletin => {
    const publishedAt = firstAt - days * DAY_MS
    return { id: idOf(publishedAt), label, title, paragraphs, publishedAt, updatedAt: publishedAt }
  }
  const heldAt = firstAt - 40 * DAY_MS
  return [
    post(
      6,
      'お知らせ',
      '管理者向けオンラインセミナー開催のご案内',
      'はじめて管理者になった方に、基本の設定をご紹介します。',
    ),
    post(19, 'お知らせ', 'カレンダーの新機能のご紹介', '予定の一覧表示に、参加者の出欠が表示されるようになりました。'),
    post(
      40,
      'メンテナンス',
      '【完了】ファイルサーバーメンテナンスのお知らせ',
      'メンテナンスは完了いたしました。',
      `■日時\n${dayInJapan(heldAt)} 2:00 〜 4:00`,
      '■対象\nDrive',
    ),
  ]
}
