import { z } from 'zod'
import type { Text } from '../core/locale.ts'
import { isPrivateKey } from '../platform/line-works-token.ts'

const refusal = (text: Text) => ({ error: text.en, params: { text } })
const url = (usual: string) =>
  z
    .url({ protocol: /^https?$/ })
    .max(500)
    .default(usual)
const secret = z.string().min(1).max(5_000)

/** The app of the Developer Console with which accounts are looked up; its scope is `user.read` and nothing more. */
export const DIRECTORY_OPTIONS = z.strictObject({
  clientId: z.string().min(1).max(200),
  clientSecret: secret.describe('Write it as clientSecret_FILE.'),
  serviceAccount: z.string().min(1).max(200),
  privateKey: secret
    .refine(
      isPrivateKey,
      refusal({ ja: 'PEM 形式の RSA 秘密鍵を書いてください', en: 'must be a private RSA key (PEM)' }),
    )
    .describe('Write it as privateKey_FILE.'),
  api: url('https://www.worksapis.com/v1.0'),
  tokenUrl: url('https://auth.worksmobile.com/oauth2/v2.0/token'),
})
export type DirectoryOptions = z.output<typeof DIRECTORY_OPTIONS>
