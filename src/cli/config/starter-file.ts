/** What `dotchi config init` writes: everything that may be set, with its default, as comments. */
export const STARTER_FILE = `## Dotchi の設定 / Configuration of Dotchi
##
## このファイルがなくても、Dotchi は既定値で動きます。変えたい項目だけ、行頭の「# 」（# が1つの行）を外して書いてください。
## Everything here is optional: remove the single "# " in front of what you want to change.
##   確認 / check: dotchi config check      実際の値 / in effect: dotchi config show
##
## パスワードなどは直接書かず、次のどちらかにしてください。 / Secrets do not belong here. Write one of these instead:
##   url: "\${DATABASE_URL}"                 環境変数から / from the environment
##   url_FILE: /run/secrets/database-url    ファイルから / from a file

## 会社名（画面に表示） / Your organisation, shown on the page
# organisation: 株式会社サンプル

## ログインIDの @ より後ろ（複数可）。/check の入力チェックが打ち間違いを見つけます
## What follows the @ of your login IDs: lets /check notice typing mistakes
# loginDomains: [example.co.jp]

## 時刻の表示に使うタイムゾーンと言語 / Time zone and language
# zone: Asia/Tokyo
# locale: ja

## どこから見ているか。拠点ごとに変えてください / Where this Dotchi looks from: one name for each office
# vantage:
#   id: tokyo
#   title: { ja: 東京本社, en: Tokyo office }

## 社内の人に見せるときは host を 0.0.0.0 にします / Use 0.0.0.0 to let colleagues see the page
# listen:
#   host: 127.0.0.1
#   port: 8787

## sqlite:ファイル、または postgresql://ユーザー:パスワード@ホスト/データベース
# database:
#   url: sqlite:var/dotchi.db

# probing:
#   intervalSeconds: 30        # 確認の間隔 / how often to look
#   timeoutSeconds: 4          # 1回の確認の上限 / longest time for one look
#   concurrency: 16            # 同時に行う確認の数 / looks at the same time
#   repeatFailed: true         # 失敗したら1回だけすぐ確かめ直す / look once more at once after a failure
#   contact: it@example.co.jp  # 相手のサーバーに伝える連絡先 / told to the servers that are looked at

## 社内プロキシ。environment は HTTPS_PROXY・HTTP_PROXY・NO_PROXY に従います
## The company proxy. "environment": as HTTPS_PROXY, HTTP_PROXY and NO_PROXY say; "none": no proxy
# proxy:
#   url: http://proxy.example.co.jp:8080
#   noProxy: [intra.example.co.jp, 10.0.0.0/8]

## TLS を検査するプロキシのルート証明書 / Root certificates of a proxy that inspects TLS
# trust:
#   extraCaFiles: [company-root-ca.pem]
#   expectedIssuers: []        # LINE WORKS の証明書の発行元（名前の一部） / parts of the issuers' names to expect

## 社内 DNS と比べるための公開 DNS サーバー（既定は 1.1.1.1 と 8.8.8.8）
## Public DNS servers to compare the company's with (by default 1.1.1.1 and 8.8.8.8)
# resolvers:
#   public: [1.1.1.1, 8.8.8.8]

## 記録を残す日数 / How many days to keep what was seen
# retention:
#   rawDays: 14                # 1回ごとの結果 / each look
#   minuteDays: 90             # 1分ごとの集計 / per minute
#   hourDays: 730              # 1時間ごとの集計 / per hour

## お知らせを読む場所の扱い / How announcements are read
# reading:
#   enabled: true
#   allowPrivate: []           # 社内にある情報源のホスト名やアドレス / hosts and addresses of the company's own sources
#   snapshots: var/snapshots   # 読めなかったページの控え / copies of pages that could not be read

## 社員の問い合わせ先（案内や返信文に載せます） / Whom people ask: shown in the guide and in replies
# helpDesk:
#   name: { ja: 情報システム部ヘルプデスク, en: IT help desk }
#   phone: 内線 1234
#   mail: it@example.co.jp
#   url: https://intra.example.co.jp/it

## 管理者用 API（メンテナンスの登録）の合言葉。20文字以上 / Secret for announcing maintenance; 20 characters or more
# tokens:
#   admin_FILE: /run/secrets/dotchi-admin-token

## 知らせる方法（channels）と、知らせる相手（recipients）。ways は上から順に試します。LINE WORKS の障害を LINE WORKS だけで
## 知らせることはできないため、別の方法も書いてください
## Ways to tell (channels) and whom (recipients); ways are tried in their order. LINE WORKS cannot be relied on to say that
## LINE WORKS is down: name another way as well
# alerts:
#   publicUrl: https://dotchi.example.co.jp    # 知らせに載せるリンク / for the links in messages
#   channels:
#     mail:
#       kind: email
#       options:
#         host: smtp.example.co.jp
#         secure: starttls                     # starttls, tls, none
#         user: dotchi
#         password_FILE: /run/secrets/smtp-password
#         from: dotchi@example.co.jp
#   recipients:
#     administrator:                           # 情報源や拠点の異常もここへ / hears of sources and offices, too
#       ways: [{ channel: mail, to: it@example.co.jp }]
#     help-desk:
#       ways: [{ channel: mail, to: help@example.co.jp }]
#   # rules を書かなければ: 障害・メンテナンスは全員に、社内ネットワークと監視の異常は administrator に知らせます
#   # without rules: outages and maintenance to everybody, the company network and the machinery to the administrator
#   rules:
#     - name: line-works
#       events: [outage, degraded, maintenance]
#       to: [help-desk, administrator]
#     - name: machinery
#       events: [company-network, source, agent, certificate, delivery]
#       to: [administrator]
#   maintenance:
#     remindersMinutes: [1440, 15]             # 開始の何分前に知らせるか / minutes before it begins

# log:
#   level: info                # debug, info, warn, error

## 監視対象。同梱のもの（dotchi config show で一覧）に、id で重ねます
## What to watch: put over what ships (see dotchi config show), by id
# targets:
#   - id: login-page           # 一部だけ変える / change a part
#     via: both                # プロキシ経由と直接の両方 / through the proxy and straight
#   - id: control-apple        # 使わない / leave it out
#     enabled: false
#   - id: office-gateway       # 加える / add one
#     kind: tcp
#     role: gateway
#     title: { ja: 社内ルーター, en: Office router }
#     options: { host: 192.168.1.1, port: 443 }

## お知らせや投稿を読む場所。同梱のもの（dotchi sources list）に、id で重ねます
## Where announcements and posts are read: put over what ships (see dotchi sources list), by id
# sources:
#   - id: mastodon             # 投稿は、自分で有効にしたときだけ読みます / posts are read only where you switch them on
#     enabled: true
#   - id: it-department        # 加える / add one
#     kind: feed
#     title: { ja: 情報システム部のお知らせ, en: News of the IT department }
#     options: { url: https://intra.example.co.jp/news.xml }
`
