import type { ViewerCondition } from '../../core/condition.ts'

/** Ink on tint reads at 4.5:1 or better in both schemes; the glyph inside a shape is the tint on the ink. */
interface Palette {
  readonly ink: string
  readonly tint: string
  readonly edge: string
}

const LIGHT: Readonly<Record<ViewerCondition, Palette>> = {
  operational: { ink: '#0d6b3c', tint: '#e9f6ee', edge: '#b7dfc6' },
  degraded: { ink: '#835200', tint: '#fff5dc', edge: '#ecd08f' },
  outage: { ink: '#b01e26', tint: '#fdeeed', edge: '#f0bdb9' },
  maintenance: { ink: '#1c559f', tint: '#eaf2fc', edge: '#b9d2f0' },
  unknown: { ink: '#4a5563', tint: '#eef1f4', edge: '#cdd4dc' },
  company_network: { ink: '#663399', tint: '#f4eefb', edge: '#d6c2ec' },
  account_or_device: { ink: '#0a6172', tint: '#e6f5f7', edge: '#abd9e0' },
}

const DARK: Readonly<Record<ViewerCondition, Palette>> = {
  operational: { ink: '#6fd79b', tint: '#10261a', edge: '#28563c' },
  degraded: { ink: '#f2c14e', tint: '#2b2210', edge: '#66501b' },
  outage: { ink: '#ff9a92', tint: '#331517', edge: '#7a3336' },
  maintenance: { ink: '#8dbdf5', tint: '#12233a', edge: '#2c4f7d' },
  unknown: { ink: '#b4bfcb', tint: '#1c232b', edge: '#3f4a56' },
  company_network: { ink: '#cda9f5', tint: '#251a35', edge: '#54397a' },
  account_or_device: { ink: '#74cfdf', tint: '#0f272c', edge: '#25565f' },
}

const rules = (palettes: Readonly<Record<ViewerCondition, Palette>>) =>
  Object.entries(palettes)
    .map(([name, { ink, tint, edge }]) => `.c-${name}{--ink:${ink};--tint:${tint};--edge:${edge}}`)
    .join('')

const SCHEME_LIGHT =
  ':root{--page:#f5f6f8;--panel:#fff;--text:#1b2430;--soft:#55606e;--line:#dfe3e8;--link:#1c559f;' +
  '--good:#0d6b3c;--warn:#835200;--bad:#b01e26;--bad-tint:#fdeeed}'
const SCHEME_DARK =
  ':root{--page:#11161c;--panel:#191f27;--text:#e7ebf0;--soft:#a3aebb;--line:#2d3641;--link:#8dbdf5;' +
  '--good:#6fd79b;--warn:#f2c14e;--bad:#ff9a92;--bad-tint:#331517}'

/** The colours of both schemes. */
export const COLOURS = `${SCHEME_LIGHT}${rules(LIGHT)}@media(prefers-color-scheme:dark){${SCHEME_DARK}${rules(DARK)}}`
