import type { Child } from 'hono/jsx'
import type { ChainLink, ChainStep } from '../../core/chain.ts'
import type { ViewerCondition } from '../../core/condition.ts'

/** Every condition has its own outline, so that it can be told without colour. The text beside it says the same. */
const OUTLINE: Readonly<Record<ViewerCondition, string>> = {
  operational: 'M24 3a21 21 0 1 1 0 42 21 21 0 0 1 0-42z',
  degraded: 'M20.6 5.1a4 4 0 0 1 6.8 0l18 31A4 4 0 0 1 42 42H6a4 4 0 0 1-3.4-5.9z',
  outage: 'M15.6 3h16.8L45 15.6v16.8L32.4 45H15.6L3 32.4V15.6z',
  maintenance: 'M12 4h24a8 8 0 0 1 8 8v24a8 8 0 0 1-8 8H12a8 8 0 0 1-8-8V12a8 8 0 0 1 8-8z',
  unknown: 'M21.2 2.9a4 4 0 0 1 5.6 0l18.3 18.3a4 4 0 0 1 0 5.6L26.8 45.1a4 4 0 0 1-5.6 0L2.9 26.8a4 4 0 0 1 0-5.6z',
  company_network:
    'M22 3.2a4 4 0 0 1 4 0l15.3 8.8a4 4 0 0 1 2 3.5v17a4 4 0 0 1-2 3.5L26 44.8a4 4 0 0 1-4 0L6.7 36a4 4 0 0 1-2-3.5v-17a4 4 0 0 1 2-3.5z',
  account_or_device:
    'M24 3c9 0 16 6.5 16 15.5 0 6-1.5 9-1.5 14C38.5 40 33 45 24 45S9.5 40 9.5 32.5c0-5-1.5-8-1.5-14C8 9.5 15 3 24 3z',
}

const GLYPH: Readonly<Record<ViewerCondition, string>> = {
  operational: 'M14.5 24.5l6.5 6.5 12.5-13.5',
  degraded: 'M24 16v11M24 34v.1',
  outage: 'M16.5 16.5l15 15M31.5 16.5l-15 15',
  maintenance: 'M30 13.5a7 7 0 0 0-7.5 9.3l-9 9a2.8 2.8 0 0 0 4 4l9-9a7 7 0 0 0 9.1-8l-4.3 4.3-4-1-1-4z',
  unknown: 'M18.5 19.5a5.5 5.5 0 1 1 8.2 4.8c-1.8 1-2.7 2-2.7 4M24 34v.1',
  company_network:
    'M24 17.5v6M24 23.5l-6 5M24 23.5l6 5M24 10.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM15.5 27.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM32.5 27.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z',
  account_or_device: 'M24 13a5 5 0 1 1 0 10 5 5 0 0 1 0-10zM15 35c.6-5 4-8 9-8s8.4 3 9 8',
}

/** Glyphs with too much in them for the thick pen. */
const THIN: ReadonlySet<ViewerCondition> = new Set(['maintenance', 'company_network', 'account_or_device'])

/** The shape of a condition; decoration beside the text that says it. */
export const ConditionIcon = ({ condition, large = false }: { condition: ViewerCondition; large?: boolean }) => (
  <svg class={large ? 'icon large' : 'icon'} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
    <path d={OUTLINE[condition]} fill="currentColor" />
    <path
      d={GLYPH[condition]}
      class="glyph"
      fill="none"
      stroke-width={THIN.has(condition) ? '2.8' : '4.5'}
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
)

/** The icon of the tab: the same shape with its own colours. */
export const iconSvgOf = (condition: ViewerCondition, colour: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><path d="${OUTLINE[condition]}" fill="${colour}"/>` +
  `<path d="${GLYPH[condition]}" fill="none" stroke="#fff" stroke-width="${THIN.has(condition) ? 2.8 : 4.5}" stroke-linecap="round" stroke-linejoin="round"/></svg>`

const LINK_PATH: Readonly<Record<ChainLink, string>> = {
  device: 'M5 6h14v9H5zM2.5 18.5h19',
  network: 'M5 20V5h9v15M14 10h5v10M3 20h18M8 9h3M8 13h3M8 17h3',
  proxy: 'M12 3l7.5 3v5.5c0 4.5-3 8-7.5 9.5-4.5-1.5-7.5-5-7.5-9.5V6z',
  internet: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18',
  edge: 'M4 5h16v5H4zM4 14h16v5H4zM7.5 7.5v.1M7.5 16.5v.1',
  login: 'M8 11a4 4 0 1 1 0 5.7 4 4 0 0 1 0-5.7zM13 11l7-7M17 7l3 3',
}

/** What a link of the chain is. */
export const LinkIcon = ({ link }: { link: ChainLink }) => <Stroked class="link-icon" path={LINK_PATH[link]} />

const STATE_PATH: Readonly<Record<ChainStep['state'], string>> = {
  ok: 'M5.5 12.5l4 4 9-9.5',
  slow: 'M12 5v7l4.5 3',
  broken: 'M6 6l12 12M18 6L6 18',
  unknown: 'M8.5 9a3.5 3.5 0 1 1 5.2 3c-1.2.7-1.7 1.4-1.7 2.7M12 18.5v.1',
  unused: 'M5 12h14',
}

/** How a link of the chain is. */
export const StateIcon = ({ state }: { state: ChainStep['state'] }) => (
  <Stroked class="state-icon" path={STATE_PATH[state]} />
)

const MARK_PATH = {
  do: 'M5.5 12.5l4 4 9-9.5',
  dont: 'M6 6l12 12M18 6L6 18',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
} as const

/** A small mark before a line of text. */
export const Mark = ({ mark }: { mark: keyof typeof MARK_PATH }) => <Stroked class="mark" path={MARK_PATH[mark]} />

const Stroked = ({ path, class: name }: { path: string; class: string }): Child => (
  <svg class={name} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={path} fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round" />
  </svg>
)
