import { defineConfig } from 'vitest/config'
import { ClosingLine } from './tests/support/closing-line.ts'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    globalSetup: './tests/support/database-desk.ts',
    reporters: ['default', new ClosingLine()],
  },
})
