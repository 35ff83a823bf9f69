import type { Bot } from './bot.ts'
import { chatwork } from './kinds/chatwork.ts'
import { discord } from './kinds/discord.ts'
import { googleChat } from './kinds/google-chat.ts'
import { lineWorks } from './kinds/line-works.ts'
import { slack } from './kinds/slack.ts'
import { teams } from './kinds/teams.ts'

/** Every chat in which people can ask. */
export const BOTS: readonly Bot[] = [lineWorks, slack, teams, googleChat, chatwork, discord]

/** The chat of this kind; null where there is none. */
export const botOf = (kind: string): Bot | null => BOTS.find((bot) => bot.kind === kind) ?? null
