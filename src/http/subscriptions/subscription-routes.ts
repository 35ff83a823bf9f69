import { z } from 'zod'
import { lang, type Route } from '../route.ts'

const html = 'text/html; charset=utf-8'
const form = (maxBytes: number) => ({ schema: z.record(z.string(), z.string()), maxBytes, isForm: true }) as const
const token = z.string().optional().describe('Out of the mail that was sent')
const id = z.string().optional().describe('Out of the foot of every mail')

/** Where employees ask to be told by mail, and where they end it. Pages that work without a script. */
export const SUBSCRIPTION_ROUTES = [
  {
    id: 'subscribePage',
    method: 'GET',
    path: '/subscribe',
    access: 'public',
    hot: false,
    summary: { ja: 'メール通知の申し込みページ', en: 'The page to ask for mails' },
    query: { schema: z.object({ lang }), strict: false },
    answer: { type: html, schema: null },
    problems: [404],
  },
  {
    id: 'subscribe',
    method: 'POST',
    path: '/subscribe',
    access: 'public',
    hot: false,
    summary: { ja: 'メール通知を申し込む（確認メールが届く）', en: 'Ask for mails; one to confirm it comes first' },
    query: null,
    body: form(4_000),
    answer: { type: html, schema: null },
    problems: [400, 403, 404, 413, 415, 429, 503],
  },
  {
    id: 'confirmPage',
    method: 'GET',
    path: '/subscribe/confirm',
    access: 'public',
    hot: false,
    summary: { ja: '申し込みの確認ページ', en: 'The page that a mail to confirm leads to' },
    query: { schema: z.object({ lang, token }), strict: false },
    answer: { type: html, schema: null },
    problems: [404],
  },
  {
    id: 'confirm',
    method: 'POST',
    path: '/subscribe/confirm',
    access: 'public',
    hot: false,
    summary: { ja: '申し込みを確定する', en: 'Confirm a subscription' },
    query: null,
    body: form(2_000),
    answer: { type: html, schema: null },
    problems: [404, 413, 415, 429, 503],
  },
  {
    id: 'unsubscribePage',
    method: 'GET',
    path: '/unsubscribe',
    access: 'public',
    hot: false,
    summary: {
      ja: '配信停止ページ（ボタンを押すまで何も変わらない）',
      en: 'The page to end it; nothing ends before the button',
    },
    query: { schema: z.object({ lang, id }), strict: false },
    answer: { type: html, schema: null },
    problems: [404],
  },
  {
    id: 'unsubscribe',
    method: 'POST',
    path: '/unsubscribe',
    access: 'public',
    hot: false,
    summary: { ja: '配信を停止する（RFC 8058 のワンクリックにも対応）', en: 'End it; also the one click of RFC 8058' },
    query: { schema: z.object({ lang, id }), strict: false },
    body: form(2_000),
    answer: { type: html, schema: null },
    problems: [404, 413, 415, 429, 503],
  },
] as const satisfies readonly Route[]
