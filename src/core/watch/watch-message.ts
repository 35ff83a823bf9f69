import type { Message } from '../alert/message.ts'
import type { Text } from '../locale.ts'
import { durationOf, whenOf } from '../time-text.ts'
import type { Sight, WatchNews } from './watch.ts'

/** What each sight is called, in a few words. */
export const SIGHT_WORDS: Readonly<Record<Sight, Text>> = {
  well: { ja: '正常に動いています', en: 'works' },
  silent: { ja: '応答がありません', en: 'does not answer' },
  stale: { ja: '判定が更新されていません', en: 'gives no fresh verdict' },
  mute: { ja: '通知を送れていません', en: 'cannot tell anybody anything' },
}

const LEADS: Readonly<Record<Exclude<Sight, 'well'>, Text>> = {
  silent: {
    ja: 'Dotchi が止まっているか、ここから届きません。この間、LINE WORKS に障害が起きても通知されません。',
    en: 'It has stopped, or cannot be reached from here. Meanwhile nobody is told of an outage of LINE WORKS.',
  },
  stale: {
    ja: '応答はありますが、新しい判定が出ていません。この間、LINE WORKS に障害が起きても通知されません。',
    en: 'It answers, but judges no more. Meanwhile nobody is told of an outage of LINE WORKS.',
  },
  mute: {
    ja: '判定は続いていますが、通知が届いていません。この間、LINE WORKS に障害が起きても通知されません。',
    en: 'It still judges, but its messages reach nobody. Meanwhile nobody is told of an outage of LINE WORKS.',
  },
}
const BACK: Text = { ja: '見張りと通知が再開しました。', en: 'It watches and tells again.' }

const ADVICE: Readonly<Record<Exclude<Sight, 'well'>, readonly Text[]>> = {
  silent: [
    {
      ja: 'サーバーとプロセス（systemctl status dotchi）、ここからのネットワークを確認してください',
      en: 'Look at the machine, the process (systemctl status dotchi) and the network from here',
    },
  ],
  stale: [{ ja: 'Dotchi のログを確認し、再起動してください', en: 'Read its log, and restart it' }],
  mute: [
    {
      ja: 'dotchi deliveries で、届いていない通知とその理由を確認してください',
      en: 'See with dotchi deliveries what does not arrive, and why',
    },
  ],
}

/** The trouble of another Dotchi, or its end, as it is told. `name`: its address as people know it. */
export function watchMessageOf(
  news: WatchNews,
  { name, url, at, zone }: { readonly name: string; readonly url: string; readonly at: number; readonly zone: string },
): Message {
  const { sight, sinceAt, beganAt } = news
  const isEnd = sight === 'well'
  const said = SIGHT_WORDS[sight]
  const clock = (locale: 'ja' | 'en') => whenOf(sinceAt, at, zone, locale)
  return {
    id: `watch:${name}:${sight}:${sinceAt}`,
    thread: `watch:${name}`,
    kind: isEnd ? 'dotchi-back' : 'dotchi-silent',
    severity: isEnd ? 'info' : 'critical',
    phase: isEnd ? 'end' : 'begin',
    isDrill: false,
    at,
    headline: isEnd
      ? { ja: `【復旧】Dotchi（${name}）が正常に戻りました`, en: `Dotchi at ${name} works again` }
      : {
          ja: `【警告】Dotchi（${name}）: ${said.ja}（${clock('ja')}から）`,
          en: `Dotchi at ${name} ${said.en} (since ${clock('en')})`,
        },
    lead: isEnd ? BACK : LEADS[sight],
    facts:
      isEnd && beganAt !== null
        ? [
            {
              label: { ja: '止まっていた時間', en: 'It was gone for' },
              value: { ja: `${durationOf(sinceAt - beganAt, 'ja')}`, en: durationOf(sinceAt - beganAt, 'en') },
            },
          ]
        : [],
    advice: isEnd ? [] : ADVICE[sight],
    links: [{ title: { ja: '状態ページ', en: 'Its status page' }, url }],
  }
}
