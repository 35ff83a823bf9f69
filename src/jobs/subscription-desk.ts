import type { Message } from '../core/alert/message.ts'
import type { Locale, Text } from '../core/locale.ts'
import type { Clock } from '../platform/clock.ts'
import { createRateLimit } from '../platform/rate-limit.ts'
import { hashOf } from '../platform/sign.ts'
import type { Subscription, SubscriptionChoice } from '../store/alerts/alert-aggregates.ts'
import type { Store } from '../store/store.ts'
import { recipientOfSubscription } from './alerting/subscriber-policy.ts'

export interface SubscriptionDeskOptions {
  readonly store: Pick<Store, 'subscriptions' | 'transaction'>
  readonly clock: Clock
  /** 256 bits of chance, in letters that need no escaping. */
  readonly newSecret: () => string
  /** The mail channel that subscribers are told by. */
  readonly channel: string
  readonly domains: readonly string[]
  readonly isAddress: (text: string) => boolean
  readonly publicUrl: string
  /** Something waits to be told, or somebody subscribed or ended it. */
  readonly onChange: () => void
}

const HOUR = 3_600_000
const GOOD_FOR_MS = 24 * HOUR

/** Takes the wishes of employees: each is confirmed by a link that only its address gets. */
export function createSubscriptionDesk(options: SubscriptionDeskOptions) {
  const { store, clock, newSecret, channel, domains, isAddress, publicUrl, onChange } = options
  const letters = createRateLimit(clock, { burst: 3, perMs: HOUR })
  const allowed = new Set(domains.map((domain) => domain.toLowerCase()))
  return {
    domains,
    async ask(wish: { address: string; locale: Locale; choice: SubscriptionChoice }): Promise<'asked' | 'not-allowed'> {
      const address = parseAddress(wish.address)
      if (address === null || !isAddress(address) || !allowed.has(address.slice(address.indexOf('@') + 1)))
        return 'not-allowed'
      // Nobody can have another one's mailbox filled, nor learn whether somebody was here before.
      if (letters.waitMsFor(address) > 0) return 'asked'
      const [id, token] = [newSecret(), newSecret()]
      const now = clock.now()
      const expiresAt = now + GOOD_FOR_MS
      const link = `${publicUrl}/subscribe/confirm?lang=${wish.locale}&token=${token}`
      await store.transaction(async ({ subscriptions, outbox }) => {
        await subscriptions.ask({ ...wish, address, id, createdAt: now, tokenHash: hashOf(token), expiresAt })
        await outbox.put([
          {
            message: confirmationOf(id, link, now),
            recipient: recipientOfSubscription(id),
            locale: wish.locale,
            ways: [{ channel, to: address }],
            ...{ createdAt: now, expiresAt },
          },
        ])
      })
      onChange()
      return 'asked'
    },
    asked: (token: string) => store.subscriptions.asked(hashOf(token), clock.now()),
    async confirm(token: string): Promise<Subscription | null> {
      const confirmed = await store.subscriptions.confirm(hashOf(token), clock.now())
      if (confirmed) onChange()
      return confirmed
    },
    async end(id: string): Promise<void> {
      if (await store.subscriptions.end(id)) onChange()
    },
  }
}

/** In one form, so that one person has one subscription. */
function parseAddress(text: string): string | null {
  const address = text.trim().toLowerCase()
  return address.length <= 254 && address.split('@').length === 2 ? address : null
}

const LEAD: Text = {
  ja: 'このアドレスで、LINE WORKS の障害・復旧・メンテナンスのお知らせが申し込まれました。次のリンクを開き、ボタンを押すと登録が完了します（24時間以内）。心当たりがないときは、何もしなければ登録されません。',
  en: 'Somebody asked for mails about outages, recoveries and maintenance of LINE WORKS at this address. Open this link and press the button within 24 hours to set it up. If it was not you, do nothing and nothing happens.',
}

const confirmationOf = (id: string, link: string, at: number): Message => ({
  id: `subscription:${id}`,
  thread: null,
  kind: 'subscription',
  severity: 'info',
  phase: 'once',
  isDrill: false,
  at,
  headline: { ja: '【要確認】LINE WORKS 障害通知メールのお申し込み', en: 'Please confirm: mails about LINE WORKS' },
  lead: LEAD,
  facts: [],
  advice: [],
  links: [{ title: { ja: '登録する', en: 'Set it up' }, url: link }],
})
