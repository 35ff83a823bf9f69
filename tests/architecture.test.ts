import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

/** The rules of the house that a machine can check (docs/architecture.md). */

const root = join(import.meta.dirname, '..')
const sources = globSync('src/**/*.{ts,tsx}', { cwd: root }).sort()
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const code = (file: string) => read(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')

/** Which rooms a room may look down to. Entries and the composition root may look at everything. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  core: [],
  platform: ['core'],
  probes: ['core', 'platform'],
  sources: ['core', 'platform'],
  notify: ['core', 'platform'],
  bots: ['core', 'platform'],
  accounts: ['core', 'platform'],
  store: ['core', 'platform'],
  knowledge: ['core', 'platform'],
  simulator: ['core', 'platform'],
  jobs: ['core', 'platform', 'probes', 'sources', 'notify', 'store'],
  http: ['core', 'platform', 'sources', 'bots', 'accounts', 'store', 'knowledge'],
  agent: ['core', 'platform', 'probes'],
  config: ['core', 'platform', 'probes', 'sources', 'notify', 'bots', 'accounts'],
}

/** Rooms that may look at everything, besides the files that stand in none. */
const ABOVE: readonly string[] = ['cli', 'entry']

const roomOf = (file: string) => (file.split('/').length > 2 ? file.split('/')[1]! : 'entry')

function importsOf(file: string): string[] {
  const text = code(file)
  return [
    ...text.matchAll(/(?:import|export)\s[^'"]*?from\s*'([^']+)'|import\(\s*'([^']+)'\s*\)|^import\s+'([^']+)'/gm),
  ].map((m) => (m[1] ?? m[2] ?? m[3])!)
}

test('rooms look down, never sideways or up', () => {
  const breaches: string[] = []
  for (const file of sources) {
    const room = roomOf(file)
    const allowed = BELOW[room]
    if (!allowed) {
      if (!ABOVE.includes(room)) breaches.push(`${file}: nobody said what ${room} may look at`)
      continue
    }
    for (const specifier of importsOf(file)) {
      if (!specifier.startsWith('.')) {
        if (room === 'core') breaches.push(`${file} imports ${specifier}: core has no packages`)
        continue
      }
      const target = relative(root, join(root, dirname(file), specifier))
      const other = roomOf(target)
      if (other !== room && !allowed.includes(other)) breaches.push(`${file} imports ${target}`)
    }
  }
  expect(breaches).toEqual([])
})

test('what runs in the browser takes nothing but core and itself along', () => {
  const modules = sources.filter((file) => file.startsWith('src/http/client/'))
  expect(modules.length).toBeGreaterThan(0)
  const breaches = modules.flatMap((file) =>
    [...code(file).matchAll(/^import (?!type )[^'"]*'([^']+)'/gm)]
      .map((match) => relative(root, join(root, dirname(file), match[1]!)))
      .filter((target) => !target.startsWith('src/core/') && !target.startsWith('src/http/client/'))
      .map((target) => `${file} imports ${target}`),
  )
  expect(breaches).toEqual([])
})

test('clock, chance, environment and network come in from outside', () => {
  const forbidden =
    /\bDate\.now\b|\bnew Date\(\s*\)|\bset(?:Timeout|Interval|Immediate)\(|\bMath\.random\b|\bprocess\.env\b|(?<![.\w])fetch\(/
  const free = (file: string) =>
    file.startsWith('src/platform/') ||
    file.startsWith('src/cli/') ||
    file.startsWith('src/http/client/') ||
    /^src\/(config|server)\.ts$/.test(file)
  const breaches = sources
    .filter((file) => !free(file))
    .flatMap((file) => {
      const hit = forbidden.exec(code(file))
      return hit ? [`${file}: ${hit[0]}`] : []
    })
  expect(breaches).toEqual([])
})

test('no room is over 300 lines, and names say what is inside', () => {
  const long = sources.filter((file) => read(file).split('\n').length > 301)
  expect(long).toEqual([])
  const named = sources.filter((file) => !/^[a-z0-9-]+\.tsx?$/.test(file.split('/').at(-1)!))
  expect(named).toEqual([])
  const empty = sources.filter((file) => /(^|\/)(utils?|helpers?|common|misc|manager|base)(\.|\/)/.test(file))
  expect(empty).toEqual([])
})

test('types stay switched on', () => {
  const off = sources.filter((file) =>
    /@ts-ignore|@ts-nocheck|@ts-expect-error|\bas any\b|:\s*any\b(?!\.)/.test(code(file)),
  )
  expect(off).toEqual([])
})

test('documents name only what is there', () => {
  const documents = [...globSync('*.md', { cwd: root }), ...globSync('docs/**/*.md', { cwd: root }), 'bench/README.md']
  const missing: string[] = []
  for (const document of documents) {
    const text = read(document)
    for (const match of text.matchAll(/`((?:src|tests|docs|data|bench|examples|bin|\.ci)\/[\w./-]*\w)`/g)) {
      const path = match[1]!
      if (globSync(path, { cwd: root }).length === 0 && globSync(`${path}.*`, { cwd: root }).length === 0)
        missing.push(`${document}: ${path}`)
    }
  }
  expect(missing).toEqual([])
})
