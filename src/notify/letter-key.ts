import { createHash } from 'node:crypto'
import type { Letter } from './notifier.ts'

/** A UUID that is the same for the same words (RFC 9562, version 8). */
export function uuidOf(...words: readonly string[]): string {
  const bytes = createHash('sha256').update(words.join('\n')).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** Names one letter, the same on every attempt: two recipients of one message get different ones. */
export const letterKey = ({ message, to }: Letter): string => uuidOf(message.id, to ?? '')

/** Names what belongs together; a message without a thread stands for itself. */
export const threadKey = ({ thread, id }: Letter['message']): string => uuidOf(thread ?? id)
