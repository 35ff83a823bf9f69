import type { PageKind, SiteName } from '../weather.ts'
import { documentOf, html, json, type Page, redirect } from './page.ts'

/** During planned work visitors are asked to come again after so many simulated minutes. */
export const COME_AGAIN_MINUTES = 5
export const PORTAL_PATH = '/portal/sign-in'

export interface WeatherPageOptions {
  readonly site: SiteName
  readonly path: string
  readonly origin: string
  /** How long a simulated minute takes. */
  readonly minuteMs: number
}

/** What stands in for a site's own page in bad weather; null where its own page is shown. */
export function weatherPageOf(kind: PageKind, { site, path, origin, minuteMs }: WeatherPageOptions): Page | null {
  if (kind === 'blank') return html('')
  if (kind === 'error') return site === 'api' ? apiError() : errorPage()
  if (kind === 'maintenance') {
    const headers = { 'retry-after': String(Math.ceil((COME_AGAIN_MINUTES * minuteMs) / 1000)) }
    return site === 'api' ? apiMaintenance(headers) : maintenancePage(headers)
  }
  if (kind === 'portal') return path === PORTAL_PATH ? portalPage() : redirect(`${origin}${PORTAL_PATH}`)
  return null
}

const apiError = () => json({ code: 'INTERNAL_SERVER_ERROR', description: 'Internal server error.' }, 500)
const apiMaintenance = (headers: Page['headers']) =>
  json({ code: 'SERVICE_UNAVAILABLE', description: 'Under maintenance.' }, 503, headers)

const errorPage = () =>
  html(
    documentOf({
      title: 'エラー',
      body: '<h1>500 Internal Server Error</h1>\n<p>一時的なエラーが発生しました。時間をおいて再度お試しください。</p>',
    }),
    500,
  )

const maintenancePage = (headers: Page['headers']) =>
  html(
    documentOf({
      title: 'メンテナンス中',
      body: '<h1>ただいまメンテナンス中です</h1>\n<p>メンテナンスのため、サービスを一時停止しています。終了までしばらくお待ちください。</p>',
    }),
    503,
    headers,
  )

const portalPage = () =>
  html(
    documentOf({
      title: 'Wi-Fi接続',
      body: '<h1>ゲストWi-Fiへようこそ</h1>\n<p>利用規約に同意すると、インターネットに接続できます。</p>\n<form method="post"><button>同意して接続</button></form>',
    }),
  )

/** The page of a company's web filter, in place of the site somebody wanted. */
export const blockPage = (host: string) =>
  html(
    documentOf({
      title: 'アクセスがブロックされました',
      body: `<h1>アクセスがブロックされました</h1>\n<p>社内のWebフィルタリングにより、${host} の閲覧は許可されていません。</p>\n<p>カテゴリー: チャット・コミュニケーション</p>`,
    }),
    403,
  )
