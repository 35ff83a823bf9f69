/** Things that belong to recipients, of whom there may be thousands: looked up and changed for one of them without a look at the others. */
export interface ByRecipient<Item extends { readonly recipient: string }> {
  of(recipient: string): readonly Item[]
  /** A copy, recipient by recipient. */
  all(): readonly Item[]
  has(item: Item): boolean
  add(item: Item): void
  remove(item: Item): void
  /** Puts one in the place of another. */
  replace(before: Item, after: Item): void
}

export function createByRecipient<Item extends { readonly recipient: string }>(
  items: readonly Item[],
): ByRecipient<Item> {
  const lists = new Map<string, Item[]>()
  const add = (item: Item) => {
    const own = lists.get(item.recipient)
    if (own) own.push(item)
    else lists.set(item.recipient, [item])
  }
  for (const item of items) add(item)
  const change = (item: Item, instead: readonly Item[]) => {
    const own = lists.get(item.recipient)
    const index = own?.indexOf(item) ?? -1
    // What others look at is not changed under their hands.
    if (own && index >= 0) lists.set(item.recipient, own.toSpliced(index, 1, ...instead))
  }
  return {
    of: (recipient) => lists.get(recipient) ?? [],
    all: () => [...lists.values()].flat(),
    has: (item) => lists.get(item.recipient)?.includes(item) === true,
    add,
    remove: (item) => change(item, []),
    replace: (before, after) => change(before, [after]),
  }
}
