import type { ChainLink, ChainStep } from '../../core/chain.ts'
import type { Locale } from '../../core/locale.ts'
import { CHAIN_LINK_TITLE, CHAIN_STATE_TITLE } from '../../core/phrases.ts'
import { cellsOf, centred, padRight } from '../cells.ts'
import type { Style } from './style.ts'

type State = ChainStep['state']

export const STATE_MARK: Readonly<Record<State, string>> = {
  ok: '✓',
  slow: '~',
  broken: '✗',
  unknown: '?',
  unused: '-',
}
const STATE_ORDER: readonly State[] = ['ok', 'slow', 'broken', 'unknown', 'unused']

/** The links' names in two lines, so that all six stand side by side in eighty columns. */
const SHORT_TITLE: Readonly<Record<ChainLink, Readonly<Record<Locale, readonly [string, string]>>>> = {
  device: { ja: ['この端末', ''], en: ['This', 'device'] },
  network: { ja: ['社内', 'ネットワーク'], en: ['Company', 'network'] },
  proxy: { ja: ['プロキシ', ''], en: ['Proxy', ''] },
  internet: { ja: ['インター', 'ネット'], en: ['Internet', ''] },
  edge: { ja: ['LINE WORKS', 'の入口'], en: ['LINE WORKS', 'edge'] },
  login: { ja: ['ログイン', ''], en: ['Login', ''] },
}

/** Corners and sides by state: also without colours one sees where it breaks and what nobody knows. */
const FRAME: Readonly<Record<State, readonly [string, string, string, string, string, string]>> = {
  ok: ['┌', '─', '┐', '│', '└', '┘'],
  slow: ['┌', '─', '┐', '│', '└', '┘'],
  broken: ['╔', '═', '╗', '║', '╚', '╝'],
  unknown: ['┌', '╌', '┐', '┆', '└', '┘'],
  unused: [' ', ' ', ' ', ' ', ' ', ' '],
}

type Paint = Readonly<Record<State, (text: string) => string>>
const paintOf = (style: Style): Paint => ({
  ok: style.good,
  slow: style.warn,
  broken: style.bad,
  unknown: style.quiet,
  unused: style.quiet,
})

export interface PictureOptions {
  readonly locale: Locale
  readonly columns: number
  readonly style: Style
}

const NARROWEST = 80

/** The way from this device to the login page; side by side where there is room, one below the other where there is not. */
export function chainPicture(chain: readonly ChainStep[], options: PictureOptions): readonly string[] {
  return options.columns >= NARROWEST ? boxes(chain, options) : list(chain, options)
}

function boxes(chain: readonly ChainStep[], { locale, style, columns }: PictureOptions): readonly string[] {
  const paint = paintOf(style)
  const room = [1, 0].find((free) => pictureWidth(chain, locale, free) < columns) ?? 0
  const cells = chain.map((step, index) => {
    const before = chain.slice(0, index).findLast(({ state }) => state !== 'unused')
    const joint = before ? jointOf(before, step) : ''
    return step.state === 'unused'
      ? passage(step, joint, widthOf(step, locale, room), locale, paint)
      : box(step, joint, widthOf(step, locale, room), locale, paint)
  })
  const lines = [0, 1, 2, 3, 4].map((line) =>
    cells
      .map((cell) => cell[line])
      .join('')
      .trimEnd(),
  )
  return [...lines, '', legend(chain, locale, paint)]
}

/** Cells inside a box, with so many free at both sides of its words. */
const widthOf = ({ link }: ChainStep, locale: Locale, free: number): number =>
  Math.max(...SHORT_TITLE[link][locale].map(cellsOf)) + 2 * free

const pictureWidth = (chain: readonly ChainStep[], locale: Locale, free: number): number =>
  chain.reduce((total, step) => total + widthOf(step, locale, free) + 3, -1)

/** The row in which boxes are joined. */
const JOINED = 2

function box(
  { link, state }: ChainStep,
  joint: string,
  width: number,
  locale: Locale,
  paint: Paint,
): readonly string[] {
  const titles = SHORT_TITLE[link][locale]
  const [topLeft, flat, topRight, side, bottomLeft, bottomRight] = FRAME[state]
  const rows = [
    topLeft + flat.repeat(width) + topRight,
    ...[...titles, STATE_MARK[state]].map((text) => side + centred(text, width) + side),
    bottomLeft + flat.repeat(width) + bottomRight,
  ]
  const gap = joint === '' ? '' : ' '
  return rows.map((row, line) => (line === JOINED ? paintJoint(joint, paint) : gap) + paint[state](row))
}

/** A link that this way does not go through: its name, and the way going past. */
function passage(
  { link, state }: ChainStep,
  joint: string,
  inner: number,
  locale: Locale,
  paint: Paint,
): readonly string[] {
  const [title] = SHORT_TITLE[link][locale]
  const width = inner + 2
  return ['', `(${title})`, '', STATE_MARK[state], ''].map((text, line) =>
    line === JOINED ? paintJoint(joint.repeat(width + 1), paint) : paint[state](` ${centred(text, width)}`),
  )
}

/** Between two links: a line as far as the way is known to be whole. */
function jointOf(before: ChainStep, after: ChainStep): string {
  if (before.state === 'broken') return BREAK
  return before.state === 'unknown' || after.state === 'unknown' ? '╌' : '─'
}

const BREAK = '×'
function paintJoint(joint: string, paint: Paint): string {
  if (joint.startsWith(BREAK)) return paint.broken(BREAK) + paint.unknown('╌'.repeat(joint.length - 1))
  return joint.startsWith('─') ? paint.ok(joint) : paint.unknown(joint)
}

function legend(chain: readonly ChainStep[], locale: Locale, paint: Paint): string {
  return STATE_ORDER.filter((state) => chain.some((step) => step.state === state))
    .map((state) => paint[state](`${STATE_MARK[state]} ${CHAIN_STATE_TITLE[state][locale]}`))
    .join('   ')
}

function list(chain: readonly ChainStep[], { locale, style }: PictureOptions): readonly string[] {
  const paint = paintOf(style)
  const width = Math.max(...chain.map(({ link }) => cellsOf(CHAIN_LINK_TITLE[link][locale])))
  return chain.flatMap(({ link, state }, index) => {
    const name = padRight(CHAIN_LINK_TITLE[link][locale], width)
    const line = paint[state](`${STATE_MARK[state]} ${name}  ${CHAIN_STATE_TITLE[state][locale]}`)
    const after = chain[index + 1]
    if (!after) return [line]
    const gap = state === 'broken' ? paint.broken('×') : after.state === 'unknown' ? paint.unknown('┆') : paint.ok('│')
    return [line, gap]
  })
}
