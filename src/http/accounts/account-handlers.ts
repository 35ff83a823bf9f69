import type { AccountAnswer, AccountDesk } from '../../accounts/account-desk.ts'
import { DIRECTORY_FAILURE_WORDS } from '../../accounts/directory.ts'
import { ACCOUNT_WORDS } from '../../core/account/account.ts'
import type { Text } from '../../core/locale.ts'
import type { Answer } from '../answer.ts'
import type { ColdHandler } from '../cold-handlers.ts'
import { dataAnswer } from '../data-answer.ts'
import { bytesOf, parseBody } from '../json-body.ts'
import { tooMany } from '../refusals.ts'
import { isRefusal, type Refusal } from '../request.ts'
import { type ACCOUNT_ROUTES, type AccountView, accountCheckSchema } from './account-routes.ts'

const NOT_SET: Text = {
  ja: 'アカウント確認（directory）が設定されていません',
  en: 'the account check (directory) is not configured',
}
const NO_ID: Text = {
  ja: 'ログインID（yamada@example の形）を指定してください',
  en: 'must be a login id such as yamada@example',
}

/** Looks at accounts for those who showed the token of the help desk. */
export function createAccountHandlers({
  accounts,
}: {
  readonly accounts: AccountDesk | null
}): Readonly<Record<(typeof ACCOUNT_ROUTES)[number]['id'], ColdHandler>> {
  return {
    accountCheck: async (ask) => {
      if (!accounts) return { refused: 404, mistakes: [{ parameter: 'directory', message: NOT_SET }] }
      const bytes = await bytesOf(ask)
      if (isRefusal(bytes)) return bytes
      const body = await parseBody(ask, bytes, accountCheckSchema, 2_000)
      if (isRefusal(body)) return body
      const answer = await accounts.check(body.value.loginId, { by: ask.right ?? 'desk', address: ask.address })
      return answerOf(answer)
    },
  }
}

function answerOf(answer: AccountAnswer): Answer | Refusal {
  switch (answer.kind) {
    case 'no-login-id':
      return { refused: 400, mistakes: [{ parameter: 'loginId', message: NO_ID }] }
    case 'limited':
      return tooMany(answer.waitMs)
    case 'failed': {
      const mistakes = [{ parameter: 'directory', message: DIRECTORY_FAILURE_WORDS[answer.reason] }]
      const refused = answer.reason === 'busy' ? 429 : 502
      if (answer.retryAfterMs === null) return { refused, mistakes }
      return { refused, mistakes, headers: tooMany(answer.retryAfterMs).headers }
    }
    case 'none':
      return dataAnswer<AccountView>({ result: 'none', findings: [] })
    case 'found':
      return dataAnswer<AccountView>({
        result: 'found',
        findings: answer.findings.map((code) => ({ code, ...ACCOUNT_WORDS[code] })),
      })
  }
}
