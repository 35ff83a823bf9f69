/** What one request asks for, as far as a pretend site looks at it. */
export interface Asked {
  readonly method: string
  readonly url: URL
}

/** One whole answer. */
export interface Page {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A pretend site on a good day. */
export type Site = (asked: Asked) => Page

const page = (status: number, type: string, body: string, headers: Page['headers'] = {}): Page => ({
  status,
  headers: { 'content-type': type, ...headers },
  body,
})

export const html = (body: string, status = 200, headers?: Page['headers']) =>
  page(status, 'text/html; charset=utf-8', body, headers)
export const json = (value: unknown, status = 200, headers?: Page['headers']) =>
  page(status, 'application/json; charset=utf-8', `${JSON.stringify(value)}\n`, headers)
export const text = (body: string, status = 200) => page(status, 'text/plain; charset=utf-8', body)
export const xml = (type: 'rss' | 'atom', body: string) =>
  page(200, `application/${type}+xml; charset=utf-8`, `<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`)
export const redirect = (location: string) => page(302, 'text/html; charset=utf-8', '', { location })
export const nothing = (): Page => ({ status: 204, headers: {}, body: '' })
export const notFound = () => html(documentOf({ title: '404 Not Found', body: '<h1>404 Not Found</h1>' }), 404)
export const robots = () => text('User-agent: *\nAllow: /\n')

/** Text made safe for HTML and XML. */
export const escaped = (value: string) => value.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)

interface DocumentParts {
  readonly title: string
  readonly body: string
  readonly head?: string
  readonly lang?: string
}

/** A whole HTML document; `head` and `body` are markup, `title` is text. */
export const documentOf = ({ title, body, head = '', lang = 'ja' }: DocumentParts) => `<!doctype html>
<html lang="${lang}">
<head><meta charset="utf-8"><title>${escaped(title)}</title>${head}</head>
<body>
${body}
</body>
</html>
`
