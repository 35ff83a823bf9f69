import { createServer, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { runHere } from '../support/run-cli.ts'

let occupant: Server | null = null
afterEach(() => new Promise<void>((resolve) => (occupant ? occupant.close(() => resolve()) : resolve())))

/** A port that somebody else listens at. */
const takenPort = () =>
  new Promise<string>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(String(address !== null && typeof address === 'object' ? address.port : 0))
    })
    occupant = server
  })

const ENGLISH = { LC_MESSAGES: 'en_US.UTF-8' }

test('a port that is taken is told in the language of the terminal, and ends with 69', async () => {
  const environment = { PORT: await takenPort(), DATABASE_URL: 'sqlite::memory:', LOG_LEVEL: 'silent' }
  const en = await runHere(['serve'], { environment: { ...environment, ...ENGLISH } })
  const ja = await runHere(['serve'], { environment })
  expect([en, ja]).toMatchObject([
    { code: 69, stdout: '', stderr: expect.stringMatching(/^[ -~]*127\.0\.0\.1:\d+[ -~]*\n$/) },
    { code: 69, stdout: '', stderr: expect.stringContaining('他のプログラムが使用中です') },
  ])
})

test('a wrong configuration is told in the language of the terminal, and ends with 64', async () => {
  const en = await runHere(['serve'], { environment: { PORT: 'many', ...ENGLISH } })
  const ja = await runHere(['serve'], { environment: { PORT: 'many' } })
  expect([en, ja]).toEqual([
    { code: 64, stdout: '', stderr: 'environment PORT: must be a number\n' },
    { code: 64, stdout: '', stderr: '環境変数 PORT: 数値にしてください\n' },
  ])
})

test('--lang counts more than the terminal', async () => {
  const environment = { PORT: 'many', LANG: 'ja_JP.UTF-8' }
  const { stderr } = await runHere(['serve', '--lang', 'en'], { environment })
  expect(stderr).toBe('environment PORT: must be a number\n')
})
