import type { Dispatch } from './dispatch.ts'
import type { Recipient } from './policy.ts'

/** A rehearsal: one message to each recipient, by each of their ways by itself, so that it shows which of them arrives. */
export function drillOf(
  recipients: readonly Recipient[],
  at: number,
  publicUrl: string | null = null,
): readonly Dispatch[] {
  return recipients
    .filter(({ isSubscriber }) => !isSubscriber)
    .flatMap((recipient) =>
      recipient.ways.map(
        (way, index): Dispatch => ({
          message: {
            id: `${recipient.id}/drill/${at.toString(36)}/${index}`,
            thread: null,
            kind: 'drill',
            severity: 'info',
            phase: 'once',
            isDrill: true,
            at,
            headline: {
              ja: '通知の訓練です。LINE WORKS に障害は起きていません',
              en: 'This is a rehearsal. Nothing is wrong with LINE WORKS',
            },
            lead: {
              ja: '障害のときにこの手段でお知らせが届くことを確かめています。対応は不要です。',
              en: 'It shows that messages reach you by this way when something is wrong. There is nothing to do.',
            },
            facts: [
              { label: { ja: '宛先', en: 'Recipient' }, value: { ja: recipient.id, en: recipient.id } },
              {
                label: { ja: '手段', en: 'Way' },
                value: { ja: wayText(index, way.channel).ja, en: wayText(index, way.channel).en },
              },
            ],
            advice: [],
            links:
              publicUrl === null ? [] : [{ title: { ja: '現在の状態', en: 'How it is now' }, url: `${publicUrl}/` }],
          },
          recipient: recipient.id,
          locale: recipient.locale,
          ways: [way],
          expiresAt: at + DRILL_MS,
        }),
      ),
    )
}

/** A rehearsal that arrives later than this shows nothing any more. */
const DRILL_MS = 15 * 60_000

const wayText = (index: number, channel: string) => ({
  ja: `${channel}（${index + 1}番目）`,
  en: `${channel} (number ${index + 1})`,
})
