import { api } from './kinds/api.ts'
import { control } from './kinds/control.ts'
import { dns } from './kinds/dns.ts'
import { http } from './kinds/http.ts'
import { identityProvider } from './kinds/identity-provider.ts'
import { loginPage } from './kinds/login-page.ts'
import { openid } from './kinds/openid.ts'
import { tcp } from './kinds/tcp.ts'
import { tls } from './kinds/tls.ts'
import type { ProbeKind } from './probe.ts'

/** Every kind of probe there is: from the name alone to the whole way, then what helps to explain it. */
export const PROBE_KINDS: readonly ProbeKind[] = [
  dns,
  tcp,
  tls,
  http,
  loginPage,
  openid,
  api,
  identityProvider,
  control,
]

/** The kind of probe of this name; null where there is none. */
export const probeKindOf = (kind: unknown): ProbeKind | null => PROBE_KINDS.find((probe) => probe.kind === kind) ?? null
