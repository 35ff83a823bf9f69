import { documentOf, html, json, notFound, redirect, robots, type Site } from './page.ts'

/** Where the pretend hosts are, without a slash at the end. */
export interface ServiceOrigins {
  readonly login: string
  readonly talk: string
}

/** A public key as a key set prints it. */
export type PublicKey = Readonly<Record<string, unknown>>

export const LOGIN_PATH = '/login/login'

/** The login host: its page with the marks that tell it from any other page, and the OpenID documents. */
export const loginSite =
  (origins: ServiceOrigins, key: PublicKey): Site =>
  ({ url }) => {
    if (url.pathname === LOGIN_PATH) return loginPage(origins.login)
    if (url.pathname === '/.well-known/openid-configuration') return json(discoveryOf(origins.login))
    if (url.pathname === '/oauth2/v2.0/certs') return json({ keys: [key] })
    if (url.pathname === '/robots.txt') return robots()
    if (url.pathname === '/') return redirect(`${origins.login}${LOGIN_PATH}`)
    return notFound()
  }

function loginPage(origin: string) {
  const form = `<form id="loginForm" method="post" action="${origin}/login/loginProcessV2">
<input id="user_id" name="inputId" autocomplete="username">
<button id="loginStart" type="submit">ログイン</button>
</form>`
  const body = `<main class="login"><h1>ログイン</h1>\n${form}\n</main>
<script src="${origin}/static/login.js"></script>`
  return html(documentOf({ title: 'ログイン', body }), 200, { 'cache-control': 'no-store' })
}

const discoveryOf = (origin: string) => ({
  issuer: origin,
  authorization_endpoint: `${origin}/oauth2/v2.0/authorize`,
  token_endpoint: `${origin}/oauth2/v2.0/token`,
  jwks_uri: `${origin}/oauth2/v2.0/certs`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['ES256'],
})

/** A service that knows nobody: whoever comes is sent to the login page, with the way back in `accessUrl`. */
export const talkSite =
  (origins: ServiceOrigins): Site =>
  ({ url }) => {
    if (url.pathname === '/robots.txt') return robots()
    const back = `${origins.talk}${url.pathname}${url.search}`
    return redirect(`${origins.login}${LOGIN_PATH}?accessUrl=${encodeURIComponent(back)}`)
  }

/** The API without a token: a healthy gateway says 401 in JSON. */
export const apiSite: Site = ({ url }) =>
  url.pathname.startsWith('/v1.0/')
    ? json({ code: 'UNAUTHORIZED', description: 'Authentication failed.' }, 401)
    : json({ code: 'NOT_FOUND', description: 'Not found.' }, 404)
