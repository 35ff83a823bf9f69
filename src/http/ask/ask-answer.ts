import type { Answer } from '../../core/answer/answer.ts'
import { markdownOf, slackBlocksOf, textOf } from '../../core/answer/render-answer.ts'
import type { AskAnswer } from './ask-routes.ts'

/** An answer in every form that a program may want. */
export const askAnswerOf = (answer: Answer): AskAnswer => ({
  intent: answer.intent,
  lang: answer.locale,
  condition: answer.condition,
  freshness: answer.freshness,
  site: answer.site,
  text: textOf(answer),
  markdown: markdownOf(answer),
  blocks: slackBlocksOf(answer),
  choices: [...answer.choices],
  links: [...answer.links],
})
