const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' })
const ELLIPSIS = '…'

/** How a vendor counts: UTF-16 units unless it says otherwise. */
export type Size = (text: string) => number

/** Length in UTF-16 units. */
export const unitsOf: Size = (text) => text.length

/** Length in bytes of UTF-8. */
export const bytesOf: Size = (text) => Buffer.byteLength(text)

/** At most `most` by that size, cut between characters as people see them, with an ellipsis where something is left out. */
export function cutText(text: string, most: number, sizeOf: Size = unitsOf): string {
  if (sizeOf(text) <= most) return text
  let room = most - sizeOf(ELLIPSIS)
  if (room < 0) return ''
  let kept = ''
  for (const { segment } of graphemes.segment(text)) {
    room -= sizeOf(segment)
    if (room < 0) break
    kept += segment
  }
  return `${kept.trimEnd()}${ELLIPSIS}`
}
