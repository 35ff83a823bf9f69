import { showScripted } from './element.ts'

/** The scripts of `/desk`: copying, and keeping what is seen current. The forms work without them. */

/** Parts that nobody types into. */
const LIVE = ['standing', 'hour', 'reports-by-office'] as const
const EVERY_MS = 20_000

showScripted(document)
document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('[data-copy]') : null
  if (button) void copy(button)
})
setInterval(() => void refresh(), EVERY_MS)

async function copy(button: HTMLButtonElement): Promise<void> {
  const box = document.getElementById(button.dataset.copy ?? '')
  if (!(box instanceof HTMLTextAreaElement)) return
  box.select()
  const said = button.nextElementSibling
  try {
    await navigator.clipboard.writeText(box.value)
    if (said instanceof HTMLElement) said.textContent = said.dataset.said ?? ''
  } catch {
    // What is selected can be copied by hand.
    box.focus()
  }
}

async function refresh(): Promise<void> {
  if (document.hidden) return
  try {
    const response = await fetch(location.href, { signal: AbortSignal.timeout(10_000) })
    if (!response.ok) return
    const next = new DOMParser().parseFromString(await response.text(), 'text/html')
    for (const id of LIVE) {
      const [before, after] = [document.getElementById(id), next.getElementById(id)]
      if (!before || !after || before.contains(document.activeElement)) continue
      const open = new Set([...before.querySelectorAll('details')].flatMap((fold, index) => (fold.open ? [index] : [])))
      before.replaceWith(document.adoptNode(after))
      for (const [index, fold] of after.querySelectorAll('details').entries()) fold.open = open.has(index)
    }
  } catch {
    // The next time will do; what stands here carries its own time.
  }
}
