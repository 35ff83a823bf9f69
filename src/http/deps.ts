import type { AccountDesk } from '../accounts/account-desk.ts'
import type { BotDesk } from '../bots/bot-desk.ts'
import type { Agent, AgentConfiguration, ReportedBatch, RoundReceipt } from '../core/agent.ts'
import type { HelpDesk } from '../core/guide/help-desk.ts'
import type { Locale, Text } from '../core/locale.ts'
import type { Notice } from '../core/notice.ts'
import type { Observation } from '../core/observation.ts'
import type { ConditionChange } from '../core/outlook.ts'
import type { Target } from '../core/target.ts'
import type { Verdict } from '../core/verdict.ts'
import type { Clock } from '../platform/clock.ts'
import type { CrowdDesk } from '../sources/crowd.ts'
import type { CrowdPicture } from '../sources/crowd-picture.ts'
import type { SourceHealth } from '../sources/health.ts'
import type { Source } from '../sources/source.ts'
import type { Observations, Reports, Verdicts } from '../store/store.ts'
import type { DeliveryDesk } from './deliveries/delivery-handlers.ts'
import type { IncidentDesk } from './incidents/incident-desk.ts'
import type { SubscriptionDesk } from './subscriptions/subscription-handlers.ts'

/** What the faces need to know of the configuration. */
export interface HttpFacts {
  /** Shown in the page's head. */
  readonly organisation: string | null
  /** IANA name of the zone in which times are shown, for example `Asia/Tokyo`. */
  readonly zone: string
  readonly defaultLocale: Locale
  /** How often a round of looks is taken, milliseconds. */
  readonly intervalMs: number
  readonly targets: readonly Target[]
  /** The places where announcements and posts are read. */
  readonly sources?: readonly Source[]
  /** What people call each vantage; one that is missing here is shown by its id. */
  readonly vantageTitles: Readonly<Record<string, Text>>
  readonly version: string
  /** Where people reach this Dotchi: for links in what is sent out. Null or left out: no links. */
  readonly publicUrl?: string | null
  /** Whether employees may ask for mails. */
  readonly canSubscribe?: boolean
  /** What follows the @ of the company's login IDs, in lower case. */
  readonly loginDomains?: readonly string[]
  /** Whom people of the company ask; null or left out: nobody is named. */
  readonly helpDesk?: HelpDesk | null
}

/** What is known now. Each call must be cheap: it is made for every request. */
export interface Published {
  verdict(): Verdict | null
  /** The newest look at each target from each vantage. */
  latest(): readonly Observation[]
  /** Where conditions changed before; left out: nothing is known of the past. */
  changes?(): readonly ConditionChange[]
  /** What was announced and still matters, maintenance to come included. */
  notices?(): readonly Notice[]
  /** How the reading of what is announced and posted goes, in the order of the configuration. */
  sources?(): readonly SourceHealth[]
  /** What employees say; left out where they are not asked. */
  crowd?(): CrowdPicture
}

/** The stored past: the part of the store that is read here. */
export interface History {
  readonly observations: Pick<Observations, 'range'>
  readonly verdicts: Pick<Verdicts, 'transitions' | 'at'>
}

/** What the help desk sees of the past. */
export interface DeskPast {
  readonly rollups: Observations['rollups']
  readonly reports: Reports['range']
}

/** The agents of other offices, as far as the faces deal with them. */
export interface AgentDesk {
  /** The agent whose token this is; null where it is nobody's, or was revoked. */
  whoHas(token: string): Promise<Agent | null>
  /** Its first token, for a code that is good; null otherwise. */
  enrol(code: string): Promise<{ readonly agent: Agent; readonly token: string } | null>
  readonly configuration: AgentConfiguration
  /** Keeps what an agent saw; what it sent before is not kept twice. Says for each round what became of it. */
  receive(agent: Agent, batch: ReportedBatch): Promise<readonly RoundReceipt[]>
}

/** Where mistakes are written to; pino fits. */
export interface ErrorLog {
  error(facts: object, message: string): void
}

export interface HttpDeps {
  readonly clock: Clock
  readonly facts: HttpFacts
  readonly published: Published
  readonly store: History
  readonly logger: ErrorLog
  /** Left out: no agent is known, and none can enrol. */
  readonly agents?: AgentDesk
  /** Where employees say whether they can work; left out: nowhere. */
  readonly crowd?: Pick<CrowdDesk, 'hear'>
  /** Makes an administrator's own notice known. */
  readonly announce?: (notice: Notice) => Promise<void>
  /** Where the chats call; left out: none is configured. */
  readonly bots?: BotDesk
  /** What happened, and what administrators say of it; left out: nothing of that is kept. */
  readonly incidents?: IncidentDesk
  /** What was told and what was not; left out: nothing is told by itself. */
  readonly deliveries?: DeliveryDesk
  /** Where employees ask to be told by mail; left out: they cannot. */
  readonly subscriptions?: SubscriptionDesk
  /** What an administrator has to show; null or left out: nobody is one. */
  readonly adminToken?: string | null
  /** What the help desk has to show; null or left out: there is none. */
  readonly deskToken?: string | null
  /** Where the state of accounts is asked for; left out: it cannot be. */
  readonly accounts?: AccountDesk
  /** The last hour, for the help desk; left out: it is not shown. */
  readonly deskPast?: DeskPast
  /** Addresses and ranges of the web servers in front; left out: there is none. */
  readonly trustedProxies?: readonly string[]
  /** A new name for a request that went wrong; chance comes in here. */
  readonly requestId?: () => string
}
