import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

test('the image takes what is there, and all that the program needs at run time', () => {
  const taken = [...read('Dockerfile').matchAll(/^COPY --from=build \/app\/(\S+) /gm)].map((match) => match[1]!)
  const built = ['dist', 'node_modules']
  expect(taken.filter((path) => !built.includes(path) && !existsSync(join(root, path)))).toEqual([])
  expect(taken.toSorted()).toEqual(['bin', 'data', 'dist', 'node_modules', 'package.json'])
})

test('the image runs on the Node that the clone is tested with', () => {
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: { node: string } }
  const majors = [...read('Dockerfile').matchAll(/^FROM node:(\d+)/gm)].map((match) => match[1])
  expect(majors).toEqual([devDependencies.node.split('.')[0], devDependencies.node.split('.')[0]])
})

test('the state of the image is kept by compose', () => {
  const compose = parse(read('compose.yaml')) as { services: { dotchi: { volumes: string[]; ports: string[] } } }
  const [, state] = /^VOLUME (\S+)$/m.exec(read('Dockerfile'))!
  expect(compose.services.dotchi.volumes).toContain(`state:${state}`)
  expect(compose.services.dotchi.ports).toEqual(['127.0.0.1:8787:8787'])
})
