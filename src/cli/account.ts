import { userInfo } from 'node:os'
import { type AccountAnswer, type AccountDesk, createAccountDesk } from '../accounts/account-desk.ts'
import { createDirectory, DIRECTORY_FAILURE_WORDS } from '../accounts/directory.ts'
import { createAskingSender } from '../asking.ts'
import { ACCOUNT_WORDS } from '../core/account/account.ts'
import type { Locale, Text } from '../core/locale.ts'
import { whenOf } from '../core/time-text.ts'
import { cleanText } from '../platform/clean-text.ts'
import { defineCommand, type Io, UsageError } from './command.ts'
import { CONFIG_OPTION } from './configuration.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { withStore } from './with-store.ts'

/** `dotchi account yamada@example`: whether the account itself keeps somebody out. Every look is recorded. */
export const accountCommand = defineCommand({
  name: 'account',
  summary: {
    ja: 'アカウントの状態（停止・登録待ち・削除など）を調べる。記録が残ります',
    en: 'look up the state of an account (suspended, pending, deleted); every look is recorded',
  },
  usage: 'LOGIN-ID | --log [LOGIN-ID]',
  positionals: { min: 0, max: 1 },
  options: {
    log: { type: 'boolean', help: { ja: 'だれがいつ調べたかの記録を表示', en: 'show who looked, and when' } },
    json: { type: 'boolean', help: { ja: 'JSON で出力', en: 'print as JSON' } },
    config: CONFIG_OPTION,
  },
  notes: {
    ja: '設定の directory（LINE WORKS の Service Account）が必要です。パスワードは使いません。\n記録にはログインIDそのものではなくハッシュが残り、90日で消えます。\n終了コード: 0 利用中 · 2 アカウントに問題がある · 3 分からない · 66 アカウントがない',
    en: 'Needs the section directory (a service account of LINE WORKS). No password is ever used.\nThe record holds a hash instead of the login id, for 90 days.\nExit code: 0 active · 2 something is wrong with the account · 3 not known · 66 no such account',
  },
  run({ positionals: [loginId], values, lang }, io) {
    if (loginId === undefined && !values.log)
      throw new UsageError({
        ja: 'ログインIDを指定してください（例: yamada@example）',
        en: 'say which login id, such as yamada@example',
      })
    return withStore({ config: values.config, lang }, io, async ({ config, store, locale, clock }) => {
      if (config.directory === null) {
        const text: Text = {
          ja: '設定に directory がありません（docs/asking.md の「Is it the account?」を参照）',
          en: 'the configuration has no section directory (see docs/asking.md, "Is it the account?")',
        }
        io.stderr.write(`dotchi: ${text[locale]}\n`)
        return EXIT.usage
      }
      const sender = createAskingSender(config, clock)
      try {
        const directory = createDirectory(config.directory, { clock, send: sender.send })
        const desk = createAccountDesk({ directory, shelf: store, clock })
        if (values.log)
          return await tellRecord(desk, loginId ?? null, { io, locale, zone: config.zone, json: values.json })
        const answer = await desk.check(loginId!, { by: `cli:${nameOfUser()}`, address: '' })
        return tell(answer, io, locale, values.json)
      } finally {
        await sender.close()
      }
    })
  },
})

/** Containers may run under a number that has no name. */
function nameOfUser(): string {
  try {
    return cleanText(userInfo().username, 60)
  } catch {
    return 'unknown'
  }
}

function tell(answer: AccountAnswer, io: Io, locale: Locale, json: boolean): ExitCode {
  const fail = (text: string, code: ExitCode) => {
    io.stderr.write(`dotchi: ${text}\n`)
    return code
  }
  const ja = locale === 'ja'
  switch (answer.kind) {
    case 'found': {
      const words = answer.findings.map((code) => ({ code, ...ACCOUNT_WORDS[code] }))
      const told = words.map(
        ({ title, meaning, todo }) => `${title[locale]}\n  ${meaning[locale]}\n  ${todo[locale]}\n`,
      )
      io.stdout.write(json ? `${JSON.stringify({ result: 'found', findings: words }, null, 2)}\n` : told.join(''))
      const [first] = answer.findings
      return first === 'active' ? EXIT.fine : first === 'unclear' ? EXIT.unknown : EXIT.yourSide
    }
    case 'none':
      return fail(
        ja ? 'このログインIDのアカウントはありません' : 'there is no account with this login id',
        EXIT.noInput,
      )
    case 'no-login-id':
      return fail(ja ? 'ログインIDは yamada@example の形です' : 'a login id looks like yamada@example', EXIT.usage)
    case 'limited':
      return fail(ja ? '回数が多すぎます。しばらくお待ちください' : 'too often; wait a little', EXIT.cannotRun)
    case 'failed':
      return fail(DIRECTORY_FAILURE_WORDS[answer.reason][locale], EXIT.unknown)
  }
}

interface Telling {
  readonly io: Io
  readonly locale: Locale
  readonly zone: string
  readonly json: boolean
}

async function tellRecord(
  desk: AccountDesk,
  loginId: string | null,
  { io, locale, zone, json }: Telling,
): Promise<ExitCode> {
  const record = await desk.record(loginId)
  if (json) io.stdout.write(`${JSON.stringify({ checks: record }, null, 2)}\n`)
  for (const { at, by, address, account, outcome } of json ? [] : record) {
    // Always with its date: a record is read long after.
    const when = whenOf(at, 0, zone, locale)
    io.stdout.write(
      `${when}  ${cleanText(by, 80)}${address ? ` (${cleanText(address, 60)})` : ''}  ${account.slice(0, 12)}  ${outcome}\n`,
    )
  }
  if (!json && record.length === 0) io.stdout.write(locale === 'ja' ? '記録はありません。\n' : 'There is no record.\n')
  return EXIT.fine
}
