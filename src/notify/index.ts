import { email } from './email.ts'
import type { Notifier } from './notifier.ts'

/** Every channel by which people can be told. */
export const NOTIFIERS: readonly Notifier[] = [email]

export const notifierOf = (kind: string): Notifier | null =>
  NOTIFIERS.find((notifier) => notifier.kind === kind) ?? null
