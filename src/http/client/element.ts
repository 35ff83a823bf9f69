/** Makes an element; children that are text stay text, whatever stands in them. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}

/** The element with this id. Throws where the page lacks it: the page and its scripts belong together. */
export function byId<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const element = document.getElementById(id)
  if (!element) throw new Error(`the page has no #${id}`)
  return element as Kind
}

/** Shows what only works with scripts, and takes away what stood in its place. */
export function showScripted(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-scripted]')) element.hidden = false
  for (const element of root.querySelectorAll<HTMLElement>('[data-unscripted]')) element.hidden = true
}
