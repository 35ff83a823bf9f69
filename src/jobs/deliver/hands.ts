import type { Taken } from '../../store/outbox/outbox.ts'

/** Works on what was taken: so many at once, and so many on one channel, the others in their turn. */
export interface Hands {
  add(taken: readonly Taken[]): void
  /** What was taken and is not done, on all channels or on one. */
  held(channel?: string): number
  /** Takes back what nobody has begun with. */
  drain(): readonly Taken[]
  /** Resolves when nothing is being worked on. */
  idle(): Promise<void>
}

export interface HandsOptions {
  readonly most: number
  readonly mostOnChannel: number
  /** Must not reject. */
  readonly work: (taken: Taken) => Promise<void>
  /** Called each time a hand is free again. */
  readonly onFree: () => void
}

export const channelOf = ({ item, way }: Taken): string => item.ways[way]!.channel

export function createHands({ most, mostOnChannel, work, onFree }: HandsOptions): Hands {
  let queue: Taken[] = []
  const underWay = new Set<Promise<void>>()
  const working = new Map<string, number>()
  const change = (channel: string, by: number) => working.set(channel, (working.get(channel) ?? 0) + by)

  const pump = () => {
    while (underWay.size < most) {
      const next = queue.find((taken) => (working.get(channelOf(taken)) ?? 0) < mostOnChannel)
      if (!next) return
      queue = queue.filter((taken) => taken !== next)
      const channel = channelOf(next)
      change(channel, 1)
      const task: Promise<void> = work(next).finally(() => {
        underWay.delete(task)
        change(channel, -1)
        pump()
        onFree()
      })
      underWay.add(task)
    }
  }

  return {
    add(taken) {
      queue.push(...taken)
      pump()
    },
    held: (channel) =>
      channel === undefined
        ? queue.length + underWay.size
        : queue.filter((taken) => channelOf(taken) === channel).length + (working.get(channel) ?? 0),
    drain() {
      const left = queue
      queue = []
      return left
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}
