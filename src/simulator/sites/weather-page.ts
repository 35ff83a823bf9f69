import type { PageKind, SiteName } from '../weather.ts'
import { documentOf, html, json, type Page, redirect } from './page.ts'

const RETRY_AFTER_SECONDS = '1800'
export const PORTAL_PATH = '/portal/sign-in'

/** What stands in for a site's own page in bad weather; null where its own page is shown. */
export function weatherPageOf(kind: PageKind, site: SiteName, path: string, origin: string): Page | null {
  if (kind === 'blank') return html('')
  if (kind === 'error') return site === 'api' ? apiError() : errorPage()
  if (kind === 'maintenance') return site === 'api' ? apiMaintenance() : maintenancePage()
  if (kind === 'portal') return path === PORTAL_PATH ? portalPage() : redirect(`${origin}${PORTAL_PATH}`)
  return null
}

const apiError = () => json({ code: 'INTERNAL_SERVER_ERROR', description: 'Internal server error.' }, 500)
const apiMaintenance = () =>
  json({ code: 'SERVICE_UNAVAILABLE', description: 'Under maintenance.' }, 503, { 'retry-after': RETRY_AFTER_SECONDS })

const errorPage = () =>
  html(
    documentOf({
      title: 'エラー',
      body: '<h1>500 Internal Server Error</h1>\n<p>一時的なエラーが発生しました。時間をおいて再度お試しください。</p>',
    }),
    500,
  )

const maintenancePage = () =>
  html(
    documentOf({
      title: 'メンテナンス中',
      body: '<h1>ただいまメンテナンス中です</h1>\n<p>メンテナンスのため、サービスを一時停止しています。終了までしばらくお待ちください。</p>',
    }),
    503,
    { 'retry-after': RETRY_AFTER_SECONDS },
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
