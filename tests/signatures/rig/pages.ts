import { html, json, nothing, type Page, redirect, type Site, text } from '../../../src/simulator/sites/page.ts'
import type { SiteName } from './world.ts'

/** The ports on which a world's hosts listen, each host on an address of its own. */
export interface Ports {
  works: number
  elsewhere: number
  plain: number
}

/** A login page as the shipped target knows it. */
export const LOGIN_PAGE =
  '<!doctype html><title>LINE WORKS</title><form id="loginStart" action="/login/loginProcess"><input id="user_id"></form>'

/** What each host answers on a good day, to the shipped targets. */
export function pagesOf(ports: Ports): Readonly<Record<SiteName, Site>> {
  const login = () => `https://auth.worksmobile.com:${ports.works}`
  const toLogin = (): Page => redirect(`${login()}/login/login?accessUrl=x`)
  return {
    auth: ({ url }) => {
      if (url.pathname === '/login/login') return html(LOGIN_PAGE)
      if (url.pathname === '/keys') return json({ keys: [{ kty: 'EC', kid: '1' }] })
      if (url.pathname !== '/.well-known/openid-configuration') return html('not found', 404)
      return json({ issuer: login(), jwks_uri: `${login()}/keys`, token_endpoint: `${login()}/oauth2/v2.0/token` })
    },
    dev: toLogin,
    talk: toLogin,
    api: () => json({ code: 'UNAUTHORIZED', description: 'Authentication failed' }, 401),
    cdn: () => ({ status: 200, headers: { 'content-type': 'application/javascript' }, body: 'void 0' }),
    google: nothing,
    microsoft: () => text('Microsoft Connect Test'),
    mozilla: () => text('success\n'),
    apple: () => html('<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>'),
  }
}
