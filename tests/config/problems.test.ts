import { expect, test } from 'vitest'
import { loadText, problemsOf } from '../support/config-files.ts'

/** One bad file a rule, and exactly what is said about it. */
const CASES: readonly (readonly [name: string, yaml: string, en: string, ja: string])[] = [
  [
    'unknown section',
    'lissen: { port: 80 }',
    'dotchi.config.yaml:1:1 lissen: unknown key (did you mean "listen"?)',
    'dotchi.config.yaml:1:1 lissen: 知らない項目です（「listen」のことですか？）',
  ],
  [
    'unknown key that is near none',
    'log:\n  colour: red',
    'dotchi.config.yaml:2:3 log.colour: unknown key (known here: level)',
    'dotchi.config.yaml:2:3 log.colour: 知らない項目です（使えるのは level）',
  ],
  [
    'key in another spelling',
    'probing:\n  interval_seconds: 30',
    'dotchi.config.yaml:2:3 probing.interval_seconds: unknown key (did you mean "intervalSeconds"?)',
    'dotchi.config.yaml:2:3 probing.interval_seconds: 知らない項目です（「intervalSeconds」のことですか？）',
  ],
  [
    'section that is no mapping',
    'listen: 8787',
    'dotchi.config.yaml:1:1 listen: must be a mapping',
    'dotchi.config.yaml:1:1 listen: 「項目: 値」の並びにしてください',
  ],
  [
    'file that is no mapping',
    '- a\n- b',
    'dotchi.config.yaml:1:1: must be a mapping of names to values',
    'dotchi.config.yaml:1:1: 「項目: 値」の並びにしてください',
  ],
  [
    'empty text',
    'organisation: ""',
    'dotchi.config.yaml:1:1 organisation: must not be empty',
    'dotchi.config.yaml:1:1 organisation: 空にはできません',
  ],
  [
    'time zone',
    'zone: Asia/Tokio',
    'dotchi.config.yaml:1:1 zone: is no time zone (example: Asia/Tokyo)',
    'dotchi.config.yaml:1:1 zone: タイムゾーンの名前ではありません（例: Asia/Tokyo）',
  ],
  [
    'language',
    'locale: jp',
    'dotchi.config.yaml:1:1 locale: must be one of ja, en (did you mean "ja"?)',
    'dotchi.config.yaml:1:1 locale: ja, en のどれかにしてください（「ja」のことですか？）',
  ],
  [
    'name of an office',
    'vantage:\n  id: Tokyo HQ',
    'dotchi.config.yaml:2:3 vantage.id: must be lower-case letters, digits and hyphens, at most 40',
    'dotchi.config.yaml:2:3 vantage.id: 半角の英小文字・数字・ハイフンで、40文字以内にしてください',
  ],
  [
    'title in one language',
    'vantage:\n  title: { ja: 本社 }',
    'dotchi.config.yaml:2:3 vantage.title.en: is required (a string)',
    'dotchi.config.yaml:2:3 vantage.title.en: 必要です（文字列）',
  ],
  [
    'port',
    'listen:\n  port: 99999',
    'dotchi.config.yaml:2:3 listen.port: must be at most 65535',
    'dotchi.config.yaml:2:3 listen.port: 65535以下にしてください',
  ],
  [
    'host',
    'listen: { host: "a b" }',
    'dotchi.config.yaml:1:11 listen.host: must be a host name or an IP address',
    'dotchi.config.yaml:1:11 listen.host: ホスト名か IP アドレスにしてください',
  ],
  [
    'database of another make',
    'database:\n  url: mysql://db/dotchi',
    'dotchi.config.yaml:2:3 database.url: must be "sqlite:FILE" or "postgresql://…"',
    'dotchi.config.yaml:2:3 database.url: 「sqlite:ファイル」か「postgresql://…」の形にしてください',
  ],
  [
    'interval',
    'probing:\n  intervalSeconds: 1\n  timeoutSeconds: 0.6',
    'dotchi.config.yaml:2:3 probing.intervalSeconds: must be at least 5',
    'dotchi.config.yaml:2:3 probing.intervalSeconds: 5以上にしてください',
  ],
  [
    'look longer than the interval',
    'probing:\n  intervalSeconds: 5\n  timeoutSeconds: 10',
    'dotchi.config.yaml:3:3 probing.timeoutSeconds: must be shorter than the interval (intervalSeconds: 5)',
    'dotchi.config.yaml:3:3 probing.timeoutSeconds: 巡回の間隔（intervalSeconds: 5）より短くしてください',
  ],
  [
    'part of a look',
    'probing:\n  concurrency: 1.5',
    'dotchi.config.yaml:2:3 probing.concurrency: must be a whole number',
    'dotchi.config.yaml:2:3 probing.concurrency: 整数にしてください',
  ],
  [
    'neither true nor false',
    'probing: { repeatFailed: maybe }',
    'dotchi.config.yaml:1:12 probing.repeatFailed: must be true or false',
    'dotchi.config.yaml:1:12 probing.repeatFailed: true か false にしてください',
  ],
  [
    'contact',
    'probing: { contact: somebody }',
    'dotchi.config.yaml:1:12 probing.contact: must be a mail address or a URL',
    'dotchi.config.yaml:1:12 probing.contact: メールアドレスかURLにしてください',
  ],
  [
    'kind of proxy',
    'proxy:\n  url: socks5://proxy:1080',
    'dotchi.config.yaml:2:3 proxy.url: must be environment, none or http://HOST:PORT (SOCKS and PAC are not supported)',
    'dotchi.config.yaml:2:3 proxy.url: environment、none、または http://ホスト:ポート の形にしてください（SOCKS と PAC には対応していません）',
  ],
  [
    'list',
    'proxy:\n  noProxy: intra.example',
    'dotchi.config.yaml:2:3 proxy.noProxy: must be a list',
    'dotchi.config.yaml:2:3 proxy.noProxy: 「- 」で始まる並びにしてください',
  ],
  [
    'certificate that is not there',
    'trust:\n  extraCaFiles:\n    - /etc/none.pem',
    'dotchi.config.yaml:3:7 trust.extraCaFiles[0]: no such file: /etc/none.pem',
    'dotchi.config.yaml:3:7 trust.extraCaFiles[0]: ファイルがありません: /etc/none.pem',
  ],
  [
    'resolver by name',
    'resolvers: { public: [dns.google] }',
    'dotchi.config.yaml:1:23 resolvers.public[0]: must be the IP address of a DNS server (example: 8.8.8.8 or [::1]:5353)',
    'dotchi.config.yaml:1:23 resolvers.public[0]: DNS サーバーの IP アドレスにしてください（例: 8.8.8.8、[::1]:5353）',
  ],
  [
    'retention',
    'retention: { rawDays: 0 }',
    'dotchi.config.yaml:1:14 retention.rawDays: must be at least 1',
    'dotchi.config.yaml:1:14 retention.rawDays: 1以上にしてください',
  ],
  [
    'log level',
    'log: { level: warning }',
    'dotchi.config.yaml:1:8 log.level: must be one of fatal, error, warn, info, debug, trace, silent (did you mean "warn"?)',
    'dotchi.config.yaml:1:8 log.level: fatal, error, warn, info, debug, trace, silent のどれかにしてください（「warn」のことですか？）',
  ],
  [
    'variable that is not set',
    `organisation: \${COMPANY}`,
    'dotchi.config.yaml:1:1 organisation: the environment variable COMPANY is not set',
    'dotchi.config.yaml:1:1 organisation: 環境変数 COMPANY が設定されていません',
  ],
  [
    'secret file that is not there',
    'database:\n  url_FILE: /run/secrets/none',
    'dotchi.config.yaml:2:3 database.url_FILE: no such file: /run/secrets/none',
    'dotchi.config.yaml:2:3 database.url_FILE: ファイルがありません: /run/secrets/none',
  ],
  [
    'value and file for the same',
    'database:\n  url: sqlite:a.db\n  url_FILE: /run/secrets/db',
    'dotchi.config.yaml:3:3 database.url_FILE: cannot stand together with url',
    'dotchi.config.yaml:3:3 database.url_FILE: url と両方は書けません',
  ],
  [
    'key that stands twice',
    'locale: ja\nlocale: en',
    'dotchi.config.yaml:2:1: the same key stands twice',
    'dotchi.config.yaml:2:1: 同じ項目が2回書かれています',
  ],
  [
    'tab',
    'listen:\n\tport: 80',
    'dotchi.config.yaml:2:1: indented with a tab: use spaces',
    'dotchi.config.yaml:2:1: 字下げにタブは使えません。半角スペースにしてください',
  ],
  [
    'variable inside braces without quotes',
    `listen: { port: \${PORT} }`,
    `dotchi.config.yaml:1:18: a \${NAME} inside { } or [ ] must stand in quotes: "\${NAME}"`,
    `dotchi.config.yaml:1:18: { } や [ ] の中の \${NAME} は引用符で囲んでください（例: "\${NAME}"）`,
  ],
  [
    'misspelt target',
    'targets:\n  - id: login-pag\n    via: both',
    'dotchi.config.yaml:2:5 targets[0].id: no target "login-pag" ships with Dotchi (did you mean "login-page"?); a new target needs a kind',
    'dotchi.config.yaml:2:5 targets[0].id: 「login-pag」という監視対象は同梱されていません（「login-page」のことですか？）。新しい監視対象なら kind が必要です',
  ],
  [
    'misspelt target that is to be dropped',
    'targets:\n  - id: control-aple\n    enabled: false',
    'dotchi.config.yaml:2:5 targets[0].id: no target "control-aple" ships with Dotchi (did you mean "control-apple"?); a new target needs a kind',
    'dotchi.config.yaml:2:5 targets[0].id: 「control-aple」という監視対象は同梱されていません（「control-apple」のことですか？）。新しい監視対象なら kind が必要です',
  ],
  [
    'target that stands twice',
    'targets:\n  - id: cdn\n    via: both\n  - id: cdn',
    'dotchi.config.yaml:4:5 targets[1].id: the id "cdn" stands twice (first at line 2)',
    'dotchi.config.yaml:4:5 targets[1].id: 同じ id「cdn」が2回書かれています（1回目は2行目）',
  ],
  [
    'target without a name',
    'targets:\n  - kind: tcp\n    options: { host: 192.0.2.1, port: 53 }',
    'dotchi.config.yaml:2:5 targets[0].id: is required (a string)',
    'dotchi.config.yaml:2:5 targets[0].id: 必要です（文字列）',
  ],
  [
    'unknown kind',
    'targets:\n  - id: mine\n    kind: htp',
    'dotchi.config.yaml:3:5 targets[0].kind: must be one of dns, tcp, tls, http, login-page, openid, api, identity-provider, control (did you mean "http"?)',
    'dotchi.config.yaml:3:5 targets[0].kind: dns, tcp, tls, http, login-page, openid, api, identity-provider, control のどれかにしてください（「http」のことですか？）',
  ],
  [
    'unknown option of a kind',
    'targets:\n  - id: login-page\n    options: { marker: [x] }',
    'dotchi.config.yaml:3:16 targets[0].options.marker: unknown key (did you mean "markers"?)',
    'dotchi.config.yaml:3:16 targets[0].options.marker: 知らない項目です（「markers」のことですか？）',
  ],
  [
    'missing option of a kind',
    'targets:\n  - id: router\n    kind: tcp\n    options:\n      host: 192.0.2.1',
    'dotchi.config.yaml:4:5 targets[0].options.port: is required (a number)',
    'dotchi.config.yaml:4:5 targets[0].options.port: 必要です（数値）',
  ],
  [
    'target that is no mapping',
    'targets: [login-page]',
    'dotchi.config.yaml:1:11 targets[0]: must be a mapping',
    'dotchi.config.yaml:1:11 targets[0]: 「項目: 値」の並びにしてください',
  ],
  [
    'nothing to watch',
    'replaceTargets: true',
    'dotchi.config.yaml:1:1 targets: there is nothing to watch',
    'dotchi.config.yaml:1:1 targets: 監視対象が1つもありません',
  ],
]

test.each(CASES)('%s', (_, yaml, en, ja) => {
  expect(problemsOf(loadText(yaml))).toEqual([en])
  expect(problemsOf(loadText(yaml), 'ja')).toEqual([ja])
})

test('all problems are told at once, in the order of the lines, the environment last', () => {
  const yaml = [
    'zone: Mars/Olympus',
    'listen: { port: -1 }',
    'trust: { extraCaFiles: [none.pem] }',
    'targets:',
    '  - id: cdn',
    '    via: tunnel',
    'log: { levle: info }',
    'zone: Asia/Tokyo',
  ].join('\n')
  expect(problemsOf(loadText(yaml, { PORT: 'http', HTTPS_PROXY: 'socks://proxy' }))).toEqual([
    expect.stringMatching(/^dotchi\.config\.yaml:2:11 listen\.port: must be at least 0/),
    expect.stringMatching(/^dotchi\.config\.yaml:3:25 trust\.extraCaFiles\[0\]: no such file/),
    expect.stringMatching(/^dotchi\.config\.yaml:6:5 targets\[0\]\.via: must be one of auto, direct, proxy, both/),
    expect.stringMatching(/^dotchi\.config\.yaml:7:8 log\.levle: unknown key \(did you mean "level"\?\)/),
    'dotchi.config.yaml:8:1: the same key stands twice',
    'environment PORT: must be a number',
    'environment HTTPS_PROXY: must be http://HOST:PORT (SOCKS and PAC are not supported)',
  ])
})

test('a file that was named and is not there is a problem; the default one may be missing', () => {
  const files = { environment: { DOTCHI_CONFIG: 'mine.yaml' } }
  expect(problemsOf(loadText(null, files.environment))).toEqual(['mine.yaml: no such file: mine.yaml'])
  expect(problemsOf(loadText(null))).toEqual([])
})

test('a certificate file without a certificate is refused', () => {
  const damaged = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
  for (const pem of ['hello', damaged]) {
    const [line] = problemsOf(loadText('trust: { extraCaFiles: [ca.pem] }', {}, { 'ca.pem': pem }))
    expect(line).toMatch(/trust\.extraCaFiles\[0\]: holds no readable PEM certificate: .*ca\.pem$/)
  }
})
