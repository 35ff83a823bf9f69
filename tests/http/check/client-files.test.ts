import { dirname, join } from 'node:path/posix'
import { expect, test } from 'vitest'
import { createHttpApp } from '../../../src/http/app.ts'
import { CLIENT_FILES, clientPathOf } from '../../../src/http/check/client-files.ts'
import { createWorld } from '../deps.ts'

const app = createHttpApp(createWorld().deps)

const importsOf = (path: string, text: string) =>
  [...text.matchAll(/^import [^'"]*'([^']+)'/gm)].map((match) => join(dirname(path), match[1]!))

test('every module that a module imports is served, and none is served that nothing imports', async () => {
  const served = new Set<string>(CLIENT_FILES.map((file) => clientPathOf(file)))
  const wanted = new Set<string>([clientPathOf('http/client/check-page'), clientPathOf('http/client/desk-page')])
  for (const path of served) {
    const response = await app.hono.request(path)
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    for (const imported of importsOf(path, await response.text())) wanted.add(imported)
  }
  expect([...wanted].sort()).toEqual([...served].sort())
})

test('what is served is JavaScript: it has no types and imports by the address under which it is served', async () => {
  for (const file of CLIENT_FILES) {
    const text = await (await app.hono.request(clientPathOf(file))).text()
    expect(text, file).not.toMatch(/\.ts'|\binterface \w+ \{|: readonly /)
    expect(text.length, file).toBeGreaterThan(50)
  }
})

test('the page names where its scripts begin, and nothing that is fetched in vain without them', async () => {
  const page = await (await app.hono.request('/check')).text()
  const named = [...page.matchAll(/"(\/client\/[^"]+)"/g)].map((match) => match[1])
  expect(named).toEqual([clientPathOf('http/client/check-page')])
})
