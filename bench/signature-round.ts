/** Healthy rounds of different monitors, and how looks in them fail: the material of the labelled signature cases. */

export type Look = Readonly<Record<string, unknown>>
/** Picks looks and says what becomes of them; null takes the look out of the round. */
export type Change = (look: Look) => Look | null

export const GENUINE = 'DigiCert TLS RSA SHA256 2020 CA1'
const OTHER = 'GlobalSign ECC OV SSL CA 2018'

let turn = 0
/** A little spread, the same on every run. */
const spread = (ms: number) => {
  turn = (turn * 16807 + 11) % 2147483647
  return Math.max(1, Math.round(ms * (0.8 + (turn % 41) / 100)))
}

interface Shape {
  readonly vantage?: string
  readonly proxied?: boolean
  readonly inspecting?: boolean
  readonly leaveOut?: readonly string[]
  readonly also?: readonly ('ipv6' | 'token' | 'static' | 'sso' | 'line' | 'tcp' | 'outside-name')[]
}

const service = (target: string, kind: string, component: string | null, status: number | null, ms: number): Look => ({
  target,
  role: 'service',
  kind,
  component,
  httpStatus: status,
  ms,
})
const control = (target: string, ms: number): Look => ({
  target,
  role: 'control',
  kind: 'control',
  httpStatus: 204,
  ms,
})
const name = (target: string, role: string, resolver: string): Look => ({ target, role, kind: 'dns', resolver, ms: 8 })

const EXTRA: Readonly<Record<string, readonly Look[]>> = {
  ipv6: [
    { ...service('login-page', 'login-page', 'login', 200, 200), family: 6 },
    { ...service('openid', 'openid', 'login', 200, 150), family: 6 },
    { ...control('control-b', 60), family: 6 },
    { ...control('control-c', 50), family: 6 },
  ],
  token: [service('token', 'http', 'login', 200, 160)],
  static: [service('static', 'http', null, 200, 45)],
  sso: [
    {
      target: 'sso',
      role: 'identity-provider',
      kind: 'identity-provider',
      component: 'login',
      httpStatus: 200,
      ms: 150,
    },
  ],
  line: [{ target: 'line', role: 'line', kind: 'http', httpStatus: 200, ms: 120 }],
  tcp: [{ target: 'edge-tcp', role: 'service', kind: 'tcp', component: 'login', ms: 15 }],
  'outside-name': [name('login-dns', 'service', 'public')],
}

/** A round in which everything is as it should be. */
export function round({
  vantage = 'tokyo',
  proxied = false,
  inspecting = false,
  leaveOut = [],
  also = [],
}: Shape = {}): readonly Look[] {
  const looks = [
    { ...name('login-dns', 'service', 'company'), component: 'login' },
    service('login-page', 'login-page', 'login', 200, 180),
    service('openid', 'openid', 'login', 200, 130),
    service('api', 'api', 'api', 401, 90),
    service('talk', 'http', 'talk', 200, 150),
    control('control-a', 40),
    control('control-b', 60),
    name('control-dns', 'control', 'company'),
    name('public-dns', 'control', 'public'),
    { target: 'gateway', role: 'gateway', kind: 'tcp', ms: 1 },
    ...also.flatMap((key) => EXTRA[key]!),
  ]
  return looks
    .filter((look: Look) => !leaveOut.includes(String(look.target)))
    .map((look) => dressed(look, vantage, proxied, inspecting))
}

function dressed({ ms, ...look }: Look, vantage: string, proxied: boolean, inspecting: boolean): Look {
  const wire = look.kind !== 'dns' && look.kind !== 'tcp'
  const plain = look.target === 'control-a'
  return {
    ...look,
    vantage,
    via: proxied && wire ? 'proxy' : 'direct',
    ...(look.kind === 'dns' || proxied ? {} : { family: look.family ?? 4 }),
    phase: 'done',
    ...(wire && !plain
      ? {
          tlsIssuer: inspecting
            ? 'Zscaler Intermediate Root CA (zscaler.net)'
            : look.role === 'service'
              ? GENUINE
              : OTHER,
        }
      : {}),
    ...(wire ? { clockSkewMs: spread(200) - 200 } : {}),
    tookMs: spread(Number(ms)),
  }
}

export const all = (looks: readonly Look[], ...changes: readonly Change[]): readonly Look[] =>
  changes.reduce<readonly Look[]>((list, apply) => list.map(apply).filter((look): look is Look => look !== null), looks)

type Test = (look: Look) => boolean
export const isDns: Test = ({ kind }) => kind === 'dns'
export const isService: Test = (look) => look.role === 'service' && !isDns(look)
export const isControl: Test = (look) => look.role === 'control' && !isDns(look)
export const isWire: Test = (look) => isService(look) || isControl(look)
export const isLogin: Test = (look) => isService(look) && look.component === 'login'
export const isSix: Test = ({ family }) => family === 6
export const named =
  (...targets: readonly string[]): Test =>
  (look) =>
    targets.includes(String(look.target))
export const asked =
  (resolver: string): Test =>
  (look) =>
    look.resolver === resolver
export const both =
  (...tests: readonly Test[]): Test =>
  (look) =>
    tests.every((test) => test(look))
export const not =
  (test: Test): Test =>
  (look) =>
    !test(look)
export const either =
  (...tests: readonly Test[]): Test =>
  (look) =>
    tests.some((test) => test(look))

/** Looks that match stop in a phase; what only a later phase could have known is gone. */
export const fail =
  (test: Test, phase: string, error: string | null, facts: Look = {}): Change =>
  (look) => {
    if (!test(look)) return look
    const { httpStatus, tlsIssuer, clockSkewMs, ...rest } = look
    const answered = phase === 'status' || phase === 'content'
    const silent = error === 'ETIMEDOUT' || error === 'EAI_AGAIN'
    return {
      ...rest,
      ...(answered ? { httpStatus, tlsIssuer, clockSkewMs } : phase === 'request' ? { tlsIssuer } : {}),
      phase,
      ...(error ? { error } : {}),
      tookMs: silent ? 5003 : spread(30),
      ...facts,
    }
  }
export const change =
  (test: Test, facts: Look): Change =>
  (look) =>
    test(look) ? { ...look, ...facts } : look
export const drop =
  (test: Test): Change =>
  (look) =>
    test(look) ? null : look
