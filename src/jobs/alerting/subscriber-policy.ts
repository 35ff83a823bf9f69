import type { AlertPolicy, Recipient, Rule } from '../../core/alert/policy.ts'
import type { Subscription, SubscriptionChoice } from '../../store/alerts/alert-aggregates.ts'

/** What those hear who chose nothing in particular. */
export const SUBSCRIBABLE = ['outage', 'degraded', 'maintenance', 'updated'] as const

const PREFIX = 'subscriber:'

/** The recipient that a subscription is. */
export const recipientOfSubscription = (id: string): string => PREFIX + id

/** The id of a recipient’s subscription; null for whom the configuration names. */
export const subscriptionOfRecipient = (recipient: string): string | null =>
  recipient.startsWith(PREFIX) ? recipient.slice(PREFIX.length) : null

/** Where one click ends a subscription; null for recipients whom the configuration names, and where no page is known. */
export function unsubscribeUrlOf(recipient: string, publicUrl: string | null): string | null {
  const id = subscriptionOfRecipient(recipient)
  return id === null || publicUrl === null ? null : `${publicUrl}/unsubscribe?id=${encodeURIComponent(id)}`
}

/** The policy with everybody who subscribed: those who want the same share one rule. */
export function withSubscribers(
  policy: AlertPolicy,
  subscriptions: readonly Subscription[],
  channel: string | null,
): AlertPolicy {
  if (channel === null || subscriptions.length === 0) return policy
  const recipients = subscriptions.map(
    ({ id, address, locale }): Recipient => ({
      id: recipientOfSubscription(id),
      locale,
      ways: [{ channel, to: address }],
      mutedUntil: null,
      isSubscriber: true,
    }),
  )
  const groups = Map.groupBy(subscriptions, ({ choice }) => JSON.stringify(choice))
  const rules = [...groups.values()].map((group, index) => ruleOf(group[0]!.choice, group, index))
  return { ...policy, recipients: [...policy.recipients, ...recipients], rules: [...policy.rules, ...rules] }
}

const ruleOf = (choice: SubscriptionChoice, group: readonly Subscription[], index: number): Rule => ({
  name: `subscription-${index + 1}`,
  events: choice.events ?? SUBSCRIBABLE,
  severity: 'info',
  components: choice.components,
  sites: choice.sites,
  hours: 'always',
  missed: 'drop',
  to: group.map(({ id }) => recipientOfSubscription(id)),
  remindMs: null,
  escalate: null,
  throttleMs: null,
})
