/**
 * A number from 0 up to 1 that depends on nothing but its arguments: the simulator's only kind of chance, so that a run
 * can be repeated. FNV-1a over the parts, then a finaliser that spreads neighbouring inputs apart.
 */
export function chanceOf(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5
  for (const character of parts.join('\u0000')) {
    hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000
}

/** One of several, chosen by the same rule. */
export const oneOf = <Item>(items: readonly [Item, ...Item[]], ...parts: readonly (string | number)[]): Item =>
  items[Math.floor(chanceOf(...parts) * items.length)] ?? items[0]
