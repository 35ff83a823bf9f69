import { alertmanager } from './kinds/alertmanager.ts'
import { chatwork } from './kinds/chatwork.ts'
import { discord } from './kinds/discord.ts'
import { email } from './kinds/email.ts'
import { googleChat } from './kinds/google-chat.ts'
import { line } from './kinds/line.ts'
import { lineWorksBot } from './kinds/line-works-bot.ts'
import { lineWorksWebhook } from './kinds/line-works-webhook.ts'
import { mattermost } from './kinds/mattermost.ts'
import { ntfy } from './kinds/ntfy.ts'
import { pagerduty } from './kinds/pagerduty.ts'
import { slack } from './kinds/slack.ts'
import { teams } from './kinds/teams.ts'
import { telegram } from './kinds/telegram.ts'
import { twilioSms } from './kinds/twilio-sms.ts'
import { twilioVoice } from './kinds/twilio-voice.ts'
import { webPush } from './kinds/web-push.ts'
import { webhook } from './kinds/webhook.ts'
import type { Dependence, Notifier } from './notifier.ts'

/** Every channel by which people can be told: mail, chats, phones, then what other machines read. */
export const NOTIFIERS: readonly Notifier[] = [
  email,
  lineWorksBot,
  lineWorksWebhook,
  slack,
  teams,
  googleChat,
  chatwork,
  mattermost,
  discord,
  line,
  telegram,
  ntfy,
  webPush,
  twilioSms,
  twilioVoice,
  pagerduty,
  alertmanager,
  webhook,
]

/** The kind of channel of this name; null where there is none. */
export const notifierOf = (kind: string): Notifier | null =>
  NOTIFIERS.find((notifier) => notifier.kind === kind) ?? null

/** What has to work for a channel with these options to work. */
export const dependenceOf = (notifier: Notifier, options: unknown): Dependence =>
  notifier.dependsOnBy ? notifier.dependsOnBy(options) : notifier.dependsOn
