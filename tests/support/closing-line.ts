import type { Reporter, TestModule } from 'vitest/node'

/** Prints `N passed, N failed` alone on the last line; a file that could not run counts as one failure. */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, errors: ReadonlyArray<unknown>): void {
    let passed = 0
    let failed = errors.length
    for (const module of modules) {
      if (module.errors().length > 0) failed++
      for (const test of module.children.allTests()) {
        const state = test.result().state
        if (state === 'passed') passed++
        else if (state === 'failed') failed++
      }
    }
    process.on('exit', () => {
      console.log(`${passed} passed, ${failed} failed`)
      // The embedded PostgreSQL ends the process by itself, and with 0, whatever the tests came to.
      if (failed > 0) process.exitCode = 1
    })
  }
}
