import type { DeliveryDesk } from './delivery-handlers.ts'

const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

/** How the telling goes, in the text format of Prometheus. */
export function deliveryMetricsOf(desk: Pick<DeliveryDesk, 'counts' | 'attempts' | 'failing'>, now: number): string {
  const counts = desk.counts()
  const lines: string[] = []
  const add = (name: string, type: 'gauge' | 'counter', help: string, samples: readonly string[]) => {
    if (samples.length > 0) lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples)
  }
  if (counts) {
    add('dotchi_outbox_pending', 'gauge', 'Messages that wait to be told.', [`dotchi_outbox_pending ${counts.pending}`])
    add('dotchi_outbox_dead', 'gauge', 'Messages that could not be told to anybody.', [
      `dotchi_outbox_dead ${counts.dead}`,
    ])
    const ageMs = counts.oldestPendingAt === null ? 0 : Math.max(0, now - counts.oldestPendingAt)
    add('dotchi_outbox_oldest_age_seconds', 'gauge', 'How long the oldest of those that wait has been waiting.', [
      `dotchi_outbox_oldest_age_seconds ${Math.round(ageMs) / 1000}`,
    ])
  }
  add(
    'dotchi_delivery_attempts_total',
    'counter',
    'Attempts since the start, by what became of them.',
    desk
      .attempts()
      .map(
        ({ channel, result, count }) =>
          `dotchi_delivery_attempts_total{channel="${escaped(channel)}",result="${result}"} ${count}`,
      ),
  )
  add(
    'dotchi_channel_failing',
    'gauge',
    '1 for a channel by which nothing arrives any more.',
    desk.failing().map(({ channel }) => `dotchi_channel_failing{channel="${escaped(channel)}"} 1`),
  )
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}
