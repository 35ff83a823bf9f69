import type { Locale } from '../../core/locale.ts'
import { cellsOf } from '../cells.ts'
import type { Io } from '../command.ts'

/** Shows how far a check is: one line that is written over on a terminal, one plain line anywhere else. */
export interface Progress {
  step(name: string): void
  /** Takes the moving line away; what follows stands at its place. */
  end(): void
}

const BAR = 20

export function startProgress(total: number, locale: Locale, io: Io): Progress {
  const start =
    locale === 'ja'
      ? `LINE WORKS への経路を確認しています（${total}件）`
      : `Checking the way to LINE WORKS (${total} looks)`
  if (!io.isTerminal) {
    io.stderr.write(`${start}\n`)
    return { step: () => {}, end: () => {} }
  }
  let done = 0
  const draw = (name: string) => {
    const filled = Math.round((done / Math.max(1, total)) * BAR)
    const line = ` ${'━'.repeat(filled)}${'─'.repeat(BAR - filled)} ${done}/${total}  ${name}`
    // A line that is too long would wrap, and could not be written over.
    io.stdout.write(`\r\x1b[2K${cellsOf(line) < io.columns ? line : ` ${done}/${total}`}`)
  }
  io.stdout.write('\x1b[?25l')
  draw(start)
  return {
    step(name) {
      done++
      draw(name)
    },
    end() {
      io.stdout.write('\r\x1b[2K\x1b[?25h')
    },
  }
}
