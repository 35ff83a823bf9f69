/** Text made plain for languages of markup. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** For HTML and XML, in text and in quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter]!)

/** For the kinds of Markdown that chats understand. */
export const escapeMarkdown = (text: string): string =>
  text.replace(/[\\`*_~|<>#[\]()]/g, '\\$&').replace(/^([-+]|\d+\.) /gm, '\\$1 ')

/** A URL inside `[title](url)` or `<url|title>`: nothing in it ends the link. */
export const urlInMarkup = (url: string): string =>
  url.replace(/[()|<>[\]`*_~\\"' ]/g, (letter) =>
    /[*_~]/.test(letter) ? letter : `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** `[title](url)` with nothing else in it. */
export const markdownLink = ({ title, url }: { readonly title: string; readonly url: string }): string =>
  `[${escapeMarkdown(title)}](${urlInMarkup(url)})`

/** For places where angle brackets make tags and nothing escapes them. */
export const wideAngles = (text: string): string => text.replaceAll('<', '＜').replaceAll('>', '＞')
