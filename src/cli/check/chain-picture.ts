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

const paintOf = (style: Style): Readonly<Record<State, (text: string) => string>> => ({
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

function boxes(chain: readonly ChainStep[], { locale, style }: PictureOptions): readonly string[] {
  const paint = paintOf(style)
  const cells = chain.map(({ link, state }) => {
    const titles = SHORT_TITLE[link][locale]
    const width = Math.max(...titles.map(cellsOf)) + 2
    const [topLeft, flat, topRight, side, bottomLeft, bottomRight] = FRAME[state]
    const row = (text: string) => paint[state](side + centred(text, width) + side)
    return [
      paint[state](topLeft + flat.repeat(width) + topRight),
      row(titles[0]),
      row(titles[1]),
      row(STATE_MARK[state]),
      paint[state](bottomLeft + flat.repeat(width) + bottomRight),
    ]
  })
  const joined = [0, 1, 2, 3, 4].map((line) =>
    cells
      .map((cell, index) => {
        const before = chain[index - 1]
        if (!before) return cell[line]
        return (line === 2 ? joint(before, chain[index]!, paint) : ' ') + cell[line]
      })
      .join(''),
  )
  return [...joined.map((line) => line.trimEnd()), '', legend(chain, locale, paint)]
}

/** Between two boxes: a line as far as the way is known to be whole. */
function joint(before: ChainStep, after: ChainStep, paint: ReturnType<typeof paintOf>): string {
  if (before.state === 'broken') return paint.broken('×')
  return before.state === 'unknown' || after.state === 'unknown' ? paint.unknown('╌') : paint.ok('─')
}

function legend(chain: readonly ChainStep[], locale: Locale, paint: ReturnType<typeof paintOf>): string {
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
