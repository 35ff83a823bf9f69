import { copyFile, mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { runProcess } from '../support/run-cli.ts'
import { openTemporaryDirectory } from '../support/temporary-directory.ts'

const LAUNCHER = join(import.meta.dirname, '../../bin/dotchi.js')
/** The program that the launcher starts, in place of the real one: says who runs it with what, and ends with 2. */
const PROGRAM = `export async function main() {
  console.log(JSON.stringify({ node: process.versions.node, argv: process.argv.slice(2) }))
  process.exitCode = 2
}`
/** Makes this Node say that it is an old one. */
const OLD =
  'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.19.0"}})'
const EN = { environment: { LANG: 'en_US.UTF-8' } }
const JA = { environment: { LANG: 'ja_JP.UTF-8' } }

async function openInstallation(parts: { readonly built?: boolean; readonly pinned?: boolean }) {
  const directory = await openTemporaryDirectory()
  const write = async (file: string, text: string) => {
    await mkdir(dirname(join(directory.path, file)), { recursive: true })
    await writeFile(join(directory.path, file), text)
  }
  await write('package.json', '{"type":"module"}')
  await mkdir(join(directory.path, 'bin'))
  await copyFile(LAUNCHER, join(directory.path, 'bin/dotchi.js'))
  if (parts.built) await write('dist/cli/main.js', PROGRAM)
  if (parts.pinned) {
    await write('node_modules/node/package.json', '{"name":"node"}')
    await mkdir(join(directory.path, 'node_modules/node/bin'))
    await symlink(process.execPath, join(directory.path, 'node_modules/node/bin/node'))
  }
  return { launcher: join(directory.path, 'bin/dotchi.js'), [Symbol.asyncDispose]: directory[Symbol.asyncDispose] }
}

test('a new Node runs the program itself', async () => {
  await using installation = await openInstallation({ built: true })
  const run = await runProcess([installation.launcher, 'check', '--json'])
  expect(run).toMatchObject({ code: 2, stderr: '' })
  expect(JSON.parse(run.stdout)).toEqual({ node: process.versions.node, argv: ['check', '--json'] })
})

test('an old Node hands over to the one that comes with a clone', async () => {
  await using installation = await openInstallation({ built: true, pinned: true })
  const run = await runProcess(['--import', OLD, installation.launcher, 'check', '--lang', 'en'])
  expect(run).toMatchObject({ code: 2, stderr: '' })
  expect(JSON.parse(run.stdout)).toEqual({ node: process.versions.node, argv: ['check', '--lang', 'en'] })
})

test('an old Node alone is told what is needed', async () => {
  await using installation = await openInstallation({ built: true })
  const en = await runProcess(['--import', OLD, installation.launcher], EN)
  expect(en).toMatchObject({ code: 70, stdout: '' })
  expect(en.stderr).toMatch(/^dotchi: Node\.js 24 or newer is needed \(this is 20\.19\.0\)/)
  const ja = await runProcess(['--import', OLD, installation.launcher], JA)
  expect(ja.stderr).toMatch(/^dotchi: Node\.js 24 以上が必要です（今は 20\.19\.0）/)
})

test('a program that is not built says how to build it', async () => {
  await using installation = await openInstallation({})
  const en = await runProcess([installation.launcher], EN)
  expect(en).toMatchObject({ code: 70, stderr: 'dotchi: not built yet: run "npm run build" in this folder.\n' })
  expect((await runProcess([installation.launcher], JA)).stderr).toContain('npm run build を実行してください')
})
