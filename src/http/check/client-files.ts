import { existsSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'

/**
 * The browser modules of `/check` and `/desk`, by their place below `src`: what a browser may ask for, and nothing else. Their
 * addresses mirror the tree, so that the imports between them stay as they are written.
 */
export const CLIENT_FILES = [
  'http/client/check-page',
  'http/client/browser-check',
  'http/client/desk-page',
  'http/client/element',
  'http/client/live',
  'http/client/login-id-box',
  'http/client/page-data',
  'http/client/password-box',
  'http/client/reach',
  'http/client/report',
  'http/client/summary',
  'http/client/this-browser',
  'core/check/browser-of',
  'core/check/characters',
  'core/check/comparison-words',
  'core/check/input-words',
  'core/check/login-id',
  'core/check/nearest-domain',
  'core/check/password',
  'core/check/support',
  'core/check/support-words',
] as const
export type ClientFile = (typeof CLIENT_FILES)[number]

/** Where the browser finds a module. */
export const clientPathOf = <File extends ClientFile>(file: File) => `/client/${file}.js` as const

const placeOf = (file: ClientFile, ending: 'js' | 'ts') => new URL(`../../${file}.${ending}`, import.meta.url)

/** A module as the browser gets it: as it was built; where nothing was built (in tests), without its types. */
export function readClientFile(file: ClientFile): string {
  const built = placeOf(file, 'js')
  if (existsSync(built)) return readFileSync(built, 'utf8')
  const source = stripTypeScriptTypes(readFileSync(placeOf(file, 'ts'), 'utf8'))
  return source.replaceAll(/(from ')(\.[^']+)\.ts'/g, "$1$2.js'")
}
