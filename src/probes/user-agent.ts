/** Who looks and whom to write to, sent with every request: an operator who sees us must be able to ask us to stop. */
export const userAgentOf = (version: string, contact: string | null): string =>
  `Dotchi/${version} (LINE WORKS reachability monitor; ${contact ? `contact: ${asciiOf(contact)}` : 'no login attempts'})`

/** A header can carry nothing else. */
const asciiOf = (text: string) => text.replace(/[^\x20-\x7e]/g, '?').replace(/[()]/g, '')
