#!/usr/bin/env node
// Plain JavaScript that any Node can read: it finds a Node that is new enough, then starts the program.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NEEDED = 24
const program = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''
const isEnglish = locale !== '' && !locale.startsWith('ja') && !/^C\.utf-?8$/i.test(locale)
const say = (ja, en) => console.error(`dotchi: ${isEnglish ? en : ja}`)

/** The Node that comes with a clone as the npm package `node`, or null. */
function pinnedNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve('node/package.json')
    const name = process.platform === 'win32' ? 'node.exe' : 'node'
    const file = join(dirname(manifest), 'bin', name)
    return existsSync(file) ? file : null
  } catch {
    return null
  }
}

const isNewEnough = Number(process.versions.node.split('.')[0]) >= NEEDED
const pinned = isNewEnough ? null : pinnedNode()
if (!existsSync(program)) {
  say(
    'まだビルドされていません。このフォルダーで npm run build を実行してください。',
    'not built yet: run "npm run build" in this folder.',
  )
  process.exitCode = 70
} else if (isNewEnough) {
  const { main } = await import(program)
  await main()
} else if (pinned && !process.env.DOTCHI_PINNED) {
  const child = spawn(pinned, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, DOTCHI_PINNED: '1' },
  })
  // A terminal sends Ctrl-C to both: the child decides how to end, and a second one from here would cut it short.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143)
  })
} else {
  say(
    `Node.js ${NEEDED} 以上が必要です（今は ${process.versions.node}）。https://nodejs.org/ から入れるか、「npx -p node@${NEEDED} dotchi check」で試せます。`,
    `Node.js ${NEEDED} or newer is needed (this is ${process.versions.node}). Get it from https://nodejs.org/, or try "npx -p node@${NEEDED} dotchi check".`,
  )
  process.exitCode = 70
}
