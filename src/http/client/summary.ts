import { byId } from './element.ts'

/** The text for the help desk: what the server knows, and what was found in this browser. No password ever comes here. */
export interface Summary {
  /** Adds lines under a name, in place of those that stood under it. */
  tell(name: string, lines: readonly string[]): void
  /** Writes the text anew: after the page has changed. */
  render(): void
}

export function createSummary(): Summary {
  const told = new Map<string, readonly string[]>()
  const render = () => {
    const box = byId<HTMLTextAreaElement>('summary')
    // What the server wrote stays the beginning.
    const base = box.defaultValue.trimEnd()
    box.value = [base, ...[...told.values()].flat()].join('\n')
    box.rows = Math.min(24, box.value.split('\n').length + 1)
  }
  return {
    render,
    tell(name, lines) {
      told.set(name, lines)
      render()
    },
  }
}

/** Copies the summary; where the browser forbids that, the text is selected for the person to copy. */
export async function copySummary(words: { readonly copied: string; readonly copyFailed: string }): Promise<void> {
  const box = byId<HTMLTextAreaElement>('summary')
  const said = byId('copied')
  try {
    await navigator.clipboard.writeText(box.value)
    said.textContent = words.copied
  } catch {
    box.select()
    said.textContent = words.copyFailed
  }
}
