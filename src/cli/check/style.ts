import { createColors } from 'picocolors'
import type { Io } from '../command.ts'

/** What a text means on the screen; without colours it is the text itself. */
export interface Style {
  good(text: string): string
  bad(text: string): string
  warn(text: string): string
  quiet(text: string): string
  strong(text: string): string
}

/** Colours only where a person looks, and only if they did not ask for none (https://no-color.org). */
export function styleOf({ isTerminal, environment }: Pick<Io, 'isTerminal' | 'environment'>): Style {
  const { green, red, yellow, dim, bold } = createColors(
    isTerminal && !environment.NO_COLOR && environment.TERM !== 'dumb',
  )
  return { good: green, bad: (text) => bold(red(text)), warn: yellow, quiet: dim, strong: bold }
}
