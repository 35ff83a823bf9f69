import { Document, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml'
import type { Origin, Settings } from '../../config/origin.ts'
import type { Path } from '../../config/problem.ts'
import type { Locale } from '../../core/locale.ts'

/** The settings in effect as YAML; a comment at each value says where it comes from. */
export function settingsText(settings: Settings, locale: Locale): string {
  const { targets, sources } = settings
  const document = new Document({ ...settings.values, targets, sources })
  const { contents } = document
  if (!isMap(contents)) throw new Error('settings are a mapping')
  for (const pair of contents.items) comment(pair as Pair<Node, Node>, [], settings, locale)
  const ja = locale === 'ja'
  document.commentBefore = settings.file
    ? ja
      ? ` 実際に使われる設定（${settings.file}、環境変数、既定値を合わせたもの）`
      : ` The settings in effect: ${settings.file}, environment and defaults together`
    : ja
      ? ' 実際に使われる設定（設定ファイルなし）'
      : ' The settings in effect (no configuration file)'
  return document.toString({ lineWidth: 0 })
}

function comment(pair: Pair<Node, Node>, above: Path, settings: Settings, locale: Locale): void {
  const key = isScalar(pair.key) ? String(pair.key.value) : ''
  const path = [...above, key]
  const { value } = pair
  if (above.length === 0 && key === 'targets' && isSeq(value)) {
    for (const item of value.items) commentTarget(item as Node, settings, locale)
  } else if (above.length === 0 && key === 'sources' && isSeq(value)) {
    // Each says by itself where its facts come from.
  } else if (isMap(value) && path.length === 1) {
    for (const inner of value.items) comment(inner as Pair<Node, Node>, path, settings, locale)
  } else if (isScalar(value) || value === null) {
    if (value) value.comment = ` ${originText(settings.originOf(path), locale)}`
  } else if (isScalar(pair.key)) {
    pair.key.commentBefore = ` ${key}: ${originText(settings.originOf(path), locale)}`
    if ('flow' in value) value.flow = true
  }
}

function commentTarget(item: Node, settings: Settings, locale: Locale): void {
  if (!isMap(item)) return
  const id = item.get('id', true)
  if (!isScalar(id)) return
  const { shipped, ...origin } = settings.targetOriginOf(String(id.value))
  const ja = locale === 'ja'
  const own = shipped ? (ja ? '同梱' : 'ships with Dotchi') : ''
  const changed = origin.kind === 'file' ? originText(origin, locale) : ''
  const text = own && changed ? (ja ? `${own}、${changed}で変更` : `${own}, changed at ${changed}`) : own || changed
  id.comment = ` ${text}`
}

function originText(origin: Origin, locale: Locale): string {
  const ja = locale === 'ja'
  if (origin.kind === 'default') return ja ? '既定値' : 'default'
  if (origin.kind === 'environment') return ja ? `環境変数 ${origin.name}` : `environment ${origin.name}`
  return origin.line === null ? origin.file : `${origin.file}:${origin.line}`
}
