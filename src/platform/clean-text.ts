const ESC = '\u001b'
/** Terminal escapes: CSI, OSC up to its end, and two-character ones. */
const ANSI = new RegExp(`${ESC}(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007${ESC}]*(?:\u0007|${ESC}\\\\)?|[@-Z\\\\^_])`, 'g')
/** Everything that does not print, and what turns the reading direction. */
const CONTROL = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu
/** Values that may open a door, by their names: anywhere … */
const SECRET =
  /((?:token|password|passwd|pwd|secret|session(?:_?id)?|assertion|saml(?:response|request)|authorization|cookie)["']?\s*[=:]\s*["']?)((?:basic |bearer )?[^\s"'&;<>,]{4,})/gi
/** … in a query, where shorter names are enough … */
const QUERY = /([?&;](?:code|state|nonce|sid|key|sig|signature|auth|ticket|jwt)=)[^\s"'&;<>]+/gi
/** … and what a form carries along hidden. */
const FORM_VALUE = /(\bvalue=["'])[^"'<>\s]{16,}/gi

/** Foreign text made fit for a log, a page and a terminal: one line, no control characters, no credentials, bounded. */
export function cleanText(text: string, maxLength: number): string {
  // Cut first: foreign text may be long, and only a little of it will be kept.
  const oneLine = cut(text, maxLength * 8)
    .replace(ANSI, '')
    .replace(CONTROL, ' ')
    .replace(SECRET, '$1…')
    .replace(QUERY, '$1…')
    .replace(FORM_VALUE, '$1…')
    .replace(/\s+/g, ' ')
    .trim()
  return cut(oneLine, maxLength)
}

/** At most `maxLength` UTF-16 units, never half a character. */
function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const end = /[\ud800-\udbff]/.test(text[maxLength - 1]!) ? maxLength - 1 : maxLength
  return text.slice(0, end)
}

const BODY_HEAD_LENGTH = 512

/** The head of a body that was not expected, for `Observation.bodyHead`: cleaned, at most 512 characters; null where empty. */
export const bodyHeadOf = (body: string): string | null => cleanText(body, BODY_HEAD_LENGTH) || null
