import { at, defineWeather, SERVICE_SITES, SITES, type Weather, type WeatherPlan } from './weather.ts'

const WORKS_DOWN = { about: 'works-down', perMinute: 5 } as const

/** Every weather the simulator knows, in the order in which they are listed. */
const PLANS = {
  healthy: {
    title: { ja: '正常', en: 'Healthy' },
    story: { ja: 'すべて正常に動いています。', en: 'Everything works.' },
    truth: 'none',
  },
  'login-500': {
    title: { ja: 'ログインで500エラー', en: 'Login answers 500' },
    story: {
      ja: 'ログインページがHTTP 500エラーを返します。しばらくすると障害のお知らせが出ます。',
      en: 'The login page answers HTTP 500. A notice follows after some minutes.',
    },
    truth: 'service',
    sites: at(['login'], { page: 'error' }),
    announcement: { kind: 'outage', affected: 'ログイン', symptom: 'ログインできない事象', afterMinutes: 8 },
    crowd: WORKS_DOWN,
  },
  'login-down': {
    title: { ja: 'ログインサーバーが接続を切断', en: 'Login cuts connections' },
    story: {
      ja: 'ログインのサーバーが接続をすぐに切り、トークも応答しません。',
      en: 'The login server cuts every connection and Talk does not answer.',
    },
    truth: 'service',
    sites: { login: { connection: 'hung-up' }, talk: { connection: 'silent' } },
    announcement: { kind: 'outage', affected: 'ログイン、トーク', symptom: 'ご利用いただけない事象', afterMinutes: 6 },
    crowd: { about: 'works-down', perMinute: 8 },
  },
  'login-silent': {
    title: { ja: 'ログインサーバーが無応答', en: 'Login does not answer' },
    story: {
      ja: 'ログインのサーバーにつながりますが、何も返ってきません。',
      en: 'The login server takes the connection and never says a word.',
    },
    truth: 'service',
    sites: at(['login'], { connection: 'silent' }),
    announcement: { kind: 'outage', affected: 'ログイン', symptom: 'ログインできない事象', afterMinutes: 8 },
    crowd: WORKS_DOWN,
  },
  slow: {
    title: { ja: '応答が遅い', en: 'Slow answers' },
    story: { ja: 'LINE WORKSの応答に約2秒かかります。', en: 'LINE WORKS takes about two seconds to answer.' },
    truth: 'service',
    sites: at(SERVICE_SITES, { delayMs: 2200 }),
    announcement: {
      kind: 'outage',
      affected: 'ログイン、トーク',
      symptom: 'つながりにくい事象',
      afterMinutes: 20,
    },
    crowd: { about: 'works-down', perMinute: 2 },
  },
  'blank-page': {
    title: { ja: 'ログインページが真っ白', en: 'Blank login page' },
    story: {
      ja: 'ログインページが200で返りますが、中身がありません。',
      en: 'The login page comes with status 200 and is empty.',
    },
    truth: 'service',
    sites: at(['login'], { page: 'blank' }),
    announcement: { kind: 'outage', affected: 'ログイン', symptom: 'ログイン画面が表示されない事象', afterMinutes: 12 },
    crowd: { about: 'works-down', perMinute: 4 },
  },
  'api-500': {
    title: { ja: 'APIで500エラー', en: 'API answers 500' },
    story: {
      ja: 'APIだけがHTTP 500エラーを返します。ログインはできます。',
      en: 'Only the API answers HTTP 500. Login works.',
    },
    truth: 'service',
    sites: at(['api'], { page: 'error' }),
    announcement: {
      kind: 'outage',
      affected: 'API',
      symptom: 'ステータスコード500番台のエラーが返る事象',
      afterMinutes: 15,
    },
    crowd: { about: 'works-down', perMinute: 0.5 },
  },
  'talk-down': {
    title: { ja: 'トークが停止', en: 'Talk is down' },
    story: {
      ja: 'トークのサーバーだけが接続を切ります。',
      en: 'Only the Talk server cuts its connections.',
    },
    truth: 'service',
    sites: at(['talk'], { connection: 'hung-up' }),
    announcement: {
      kind: 'outage',
      affected: 'トーク',
      symptom: 'メッセージの送受信ができない事象',
      afterMinutes: 8,
    },
    crowd: WORKS_DOWN,
  },
  partial: {
    title: { ja: '一部のリクエストが失敗', en: 'Some requests fail' },
    story: { ja: 'およそ4割のリクエストが失敗します。', en: 'About four requests in ten fail.' },
    truth: 'service',
    sites: at(SERVICE_SITES, { page: 'error', share: 0.4 }),
    announcement: {
      kind: 'outage',
      affected: 'ログイン、トーク',
      symptom: '一部のお客様で正常にご利用いただけない場合がある事象',
      afterMinutes: 18,
    },
    crowd: { about: 'works-down', perMinute: 2 },
  },
  'maintenance-announced': {
    title: { ja: 'メンテナンスの予告', en: 'Maintenance announced' },
    story: {
      ja: '正常に動いていますが、まもなくメンテナンスがあると告知されています。',
      en: 'Everything works; a maintenance soon to come is announced.',
    },
    truth: 'none',
    announcement: { kind: 'maintenance', phase: 'announced' },
  },
  maintenance: {
    title: { ja: 'メンテナンス中', en: 'Maintenance' },
    story: {
      ja: '予告どおりのメンテナンスで、503とメンテナンス画面を返します。',
      en: 'Maintenance as announced: status 503 and a maintenance page.',
    },
    truth: 'maintenance',
    sites: at(SERVICE_SITES, { page: 'maintenance' }),
    announcement: { kind: 'maintenance', phase: 'under-way' },
    crowd: { about: 'maintenance', perMinute: 1 },
  },
  'maintenance-overrun': {
    title: { ja: 'メンテナンスの延長', en: 'Maintenance overruns' },
    story: {
      ja: '告知された終了時刻を過ぎても、メンテナンス画面のままです。',
      en: 'The announced end has passed and the maintenance page is still there.',
    },
    truth: 'maintenance',
    sites: at(SERVICE_SITES, { page: 'maintenance' }),
    announcement: { kind: 'maintenance', phase: 'overrun' },
    crowd: { about: 'works-down', perMinute: 3 },
  },
  'dns-nxdomain': {
    title: { ja: '社内DNSで名前が見つからない', en: 'Company DNS: name not found' },
    story: {
      ja: '社内のDNSサーバーがLINE WORKSの名前を「存在しない」と答えます。公開DNSでは引けます。',
      en: 'The company’s DNS server says that the names of LINE WORKS do not exist. A public one knows them.',
    },
    truth: 'company-network',
    dns: { company: 'nxdomain' },
  },
  'dns-servfail': {
    title: { ja: 'LINE WORKSのDNS障害', en: 'DNS of LINE WORKS fails' },
    story: {
      ja: 'どのDNSサーバーもLINE WORKSの名前についてSERVFAILを返します。',
      en: 'Every DNS server answers SERVFAIL for the names of LINE WORKS.',
    },
    truth: 'service',
    dns: { company: 'servfail', public: 'servfail' },
    announcement: {
      kind: 'outage',
      affected: '全サービス',
      symptom: 'サービスにアクセスできない事象',
      afterMinutes: 15,
    },
    crowd: WORKS_DOWN,
  },
  'dns-silent': {
    title: { ja: '社内DNSが無応答', en: 'Company DNS does not answer' },
    story: {
      ja: '社内のDNSサーバーがどの名前にも応答しません。',
      en: 'The company’s DNS server answers for no name at all.',
    },
    truth: 'company-network',
    dns: { company: 'silent' },
  },
  'cert-expired': {
    title: { ja: '証明書の期限切れ', en: 'Certificate expired' },
    story: { ja: 'LINE WORKSのサーバー証明書の期限が切れています。', en: 'The certificate of LINE WORKS has expired.' },
    truth: 'service',
    sites: at(SERVICE_SITES, { certificate: 'expired' }),
    announcement: {
      kind: 'outage',
      affected: '全サービス',
      symptom: '証明書のエラーが表示される事象',
      afterMinutes: 25,
    },
    crowd: WORKS_DOWN,
  },
  'company-proxy-407': {
    title: { ja: '社内プロキシが認証を要求', en: 'Company proxy wants a login' },
    story: {
      ja: '社内プロキシがすべての通信に407（認証が必要）を返します。',
      en: 'The company’s proxy answers everything with 407 (authentication required).',
    },
    truth: 'proxy',
    proxy: 'authenticate',
  },
  'company-proxy-refused': {
    title: { ja: '社内プロキシがLINE WORKSを拒否', en: 'Company proxy refuses LINE WORKS' },
    story: {
      ja: '社内プロキシがLINE WORKSへの接続だけを403で拒否します。',
      en: 'The company’s proxy refuses connections to LINE WORKS, and only those, with 403.',
    },
    truth: 'proxy',
    proxy: 'refuse',
  },
  'company-proxy-down': {
    title: { ja: '社内プロキシが停止', en: 'Company proxy is down' },
    story: { ja: '社内プロキシが接続を受け付けません。', en: 'The company’s proxy refuses connections.' },
    truth: 'proxy',
    proxy: 'down',
  },
  'block-page': {
    title: { ja: 'ブロック画面', en: 'Block page' },
    story: {
      ja: '社内のWebフィルターが、LINE WORKSの代わりにブロック画面を表示します。',
      en: 'The company’s web filter shows its own page in place of LINE WORKS.',
    },
    truth: 'proxy',
    proxy: 'block-page',
  },
  'tls-inspection': {
    title: { ja: '通信の復号検査', en: 'TLS inspection' },
    story: {
      ja: '社内の検査装置がすべての暗号化通信を復号し、端末が信頼していない証明書に差し替えます。',
      en: 'A device of the company opens every encrypted connection, under a certificate that its computers do not trust.',
    },
    truth: 'proxy',
    sites: at(SERVICE_SITES, { certificate: 'inspected' }),
    proxy: 'inspect',
  },
  'captive-portal': {
    title: { ja: 'Wi-Fiのログイン画面', en: 'Captive portal' },
    story: {
      ja: 'Wi-Fiのログイン画面に、すべての通信が差し替えられます。',
      en: 'The sign-in page of the Wi-Fi stands in for everything.',
    },
    truth: 'company-network',
    sites: at(SITES, { page: 'portal', certificate: 'portal' }),
    proxy: 'down',
  },
  'network-down': {
    title: { ja: '社内ネットワークの停止', en: 'Company network down' },
    story: {
      ja: '社外のどこにもつながりません。対照サイトも失敗します。',
      en: 'Nothing outside can be reached, the control sites included.',
    },
    truth: 'company-network',
    sites: at(SITES, { connection: 'silent' }),
    dns: { company: 'silent', public: 'silent' },
    proxy: 'cut-off',
  },
  'line-down': {
    title: { ja: '一般向けLINEの障害', en: 'Consumer LINE is down' },
    story: {
      ja: '一般向けのLINEだけが障害です。LINE WORKSは正常です。',
      en: 'Only consumer LINE is down. LINE WORKS works.',
    },
    truth: 'none',
    announcement: { kind: 'line', afterMinutes: 5 },
    crowd: { about: 'line-down', perMinute: 10 },
  },
} as const satisfies Readonly<Record<string, WeatherPlan>>

export type WeatherName = keyof typeof PLANS

export const WEATHERS: Readonly<Record<WeatherName, Weather>> = Object.fromEntries(
  Object.entries<WeatherPlan>(PLANS).map(([name, plan]) => [name, defineWeather(name, plan)]),
) as Record<WeatherName, Weather>

export const WEATHER_NAMES = Object.keys(PLANS) as readonly WeatherName[]

export const isWeatherName = (name: unknown): name is WeatherName =>
  typeof name === 'string' && Object.hasOwn(PLANS, name)
