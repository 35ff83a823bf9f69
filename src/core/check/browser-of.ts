/** The browsers that are told apart. `in-app`: a browser inside another app (LINE, Facebook …). */
export const BROWSERS = [
  'chrome',
  'edge',
  'safari',
  'firefox',
  'internet-explorer',
  'edge-legacy',
  'opera',
  'samsung',
  'in-app',
  'other',
] as const
export type BrowserName = (typeof BROWSERS)[number]
export const SYSTEMS = ['windows', 'macos', 'ios', 'android', 'chromeos', 'linux', 'other'] as const
export type SystemName = (typeof SYSTEMS)[number]

/** Which browser somebody uses, as far as it says so itself. Versions: null where it does not tell. */
export interface Browser {
  readonly name: BrowserName
  /** Major version, with the minor one for Safari (`26.2`). */
  readonly version: number | null
  readonly system: SystemName
  /** Windows: 6.1 (7) to 11; macOS, iOS and Android: the major version. */
  readonly systemVersion: number | null
}

/** Only the beginning is read, so that a long header costs nothing. */
const READ = 400

interface Rule {
  readonly name: BrowserName
  readonly pattern: RegExp
}

/** The first that fits: every browser also claims to be others. */
const RULES: readonly Rule[] = [
  { name: 'internet-explorer', pattern: /(?:MSIE |Trident\/.*rv:)(\d+)/ },
  { name: 'edge-legacy', pattern: /\bEdge\/(\d+)/ },
  { name: 'in-app', pattern: /\b(?:Line|FBAV|FBAN|Instagram|MicroMessenger|YJApp)[/;]?(\d+)?/ },
  { name: 'edge', pattern: /\b(?:Edg|EdgA|EdgiOS)\/(\d+)/ },
  { name: 'opera', pattern: /\b(?:OPR|OPiOS|OPT)\/(\d+)/ },
  { name: 'samsung', pattern: /\bSamsungBrowser\/(\d+)/ },
  { name: 'firefox', pattern: /\b(?:Firefox|FxiOS)\/(\d+)/ },
  { name: 'in-app', pattern: /; wv\).*\bChrome\/(\d+)/ },
  { name: 'chrome', pattern: /\b(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/ },
  { name: 'safari', pattern: /\bVersion\/(\d+(?:\.\d+)?).*\bSafari\// },
]

/** Reads a User-Agent header. Nothing in it is believed beyond these names; what is not known is `other`. */
export function browserOf(userAgent: string): Browser {
  const text = userAgent.slice(0, READ)
  const system = systemOf(text)
  for (const { name, pattern } of RULES) {
    const match = pattern.exec(text)
    if (match) return { name, version: match[1] === undefined ? null : Number(match[1]), ...system }
  }
  return { name: 'other', version: null, ...system }
}

type System = Pick<Browser, 'system' | 'systemVersion'>

function systemOf(text: string): System {
  const versionIn = (pattern: RegExp): number | null => {
    const found = pattern.exec(text)?.[1]
    return found === undefined ? null : Number(found.replace('_', '.'))
  }
  if (/Windows Phone|Tizen|Nintendo|PlayStation/.test(text)) return { system: 'other', systemVersion: null }
  if (text.includes('Windows')) {
    const version = versionIn(/Windows NT (\d+\.\d+)/)
    // Windows 10 and 11 call themselves alike; only `withHints` can tell them apart.
    return { system: 'windows', systemVersion: version !== null && version >= 10 ? null : version }
  }
  if (/iPhone|iPad|iPod/.test(text))
    return { system: 'ios', systemVersion: majorOf(versionIn(/\bOS (\d+(?:_\d+)?)/), versionIn(/Version\/(\d+)/)) }
  // Since 2017 every Mac says 10.15.7.
  if (text.includes('Macintosh')) return { system: 'macos', systemVersion: null }
  // Chrome says `Android 10; K` on every phone.
  if (text.includes('Android'))
    return { system: 'android', systemVersion: /Android 10; K\b/.test(text) ? null : versionIn(/Android (\d+)/) }
  if (text.includes('CrOS')) return { system: 'chromeos', systemVersion: null }
  return { system: text.includes('Linux') ? 'linux' : 'other', systemVersion: null }
}

/** Safari of iOS 26 and later says iOS 18 and tells the truth in its own version only. */
const majorOf = (told: number | null, browser: number | null): number | null =>
  told === null ? null : Math.max(Math.floor(told), browser ?? 0)

/** What a browser of today tells on request (UA client hints): platform name and version. */
export interface Hints {
  readonly platform: string
  readonly platformVersion: string
}

/** Adds what the hints say of the system. Windows counts 13 and more as 11 (Microsoft's own table), 1 to 12 as 10. */
export function withHints(browser: Browser, { platform, platformVersion }: Hints): Browser {
  const major = Number.parseInt(platformVersion, 10)
  if (!Number.isFinite(major) || major < 0) return browser
  if (platform === 'Windows') {
    if (major === 0) return browser
    return { ...browser, system: 'windows', systemVersion: major >= 13 ? 11 : 10 }
  }
  if (platform === 'macOS') return { ...browser, system: 'macos', systemVersion: major }
  if (platform === 'Android') return { ...browser, system: 'android', systemVersion: major }
  return browser
}
