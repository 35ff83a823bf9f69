import type { CheckContext } from './check-context.ts'
import { BY_EYE, CHECK_WORDS, CLIENT_WORDS } from './check-words.ts'

/**
 * Two inputs that belong to no form and have no name: what stands in them cannot be submitted, and no browser offers to
 * keep it.
 */
export const TypingPanel = ({ page, loginDomains }: CheckContext) => {
  const { say } = page
  const [domain = 'example'] = loginDomains
  return (
    <section id="typing" class="panel" aria-labelledby="typing-head">
      <h2 id="typing-head">{say(CHECK_WORDS.typing)}</h2>
      <div data-scripted hidden>
        <div class="field">
          <label for="login-id">{say(CHECK_WORDS.loginId)}</label>
          <p class="note" id="login-id-hint">
            {say(CHECK_WORDS.loginIdHint)} {say(CHECK_WORDS.loginIdExample)}: <code>yamada@{domain}</code>
          </p>
          <input
            id="login-id"
            type="text"
            inputmode="email"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            aria-describedby="login-id-hint"
            maxlength={320}
          />
          <div id="login-id-said" class="said" role="status" />
        </div>
        <div class="field">
          <label for="password">{say(CHECK_WORDS.password)}</label>
          <p class="note" id="password-hint">
            {say(CHECK_WORDS.passwordHint)}
          </p>
          <div class="with-button">
            <input
              id="password"
              type="password"
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              data-1p-ignore="true"
              data-lpignore="true"
              data-bwignore="true"
              aria-describedby="password-hint"
              maxlength={200}
            />
            <button type="button" id="show-password" class="button" aria-pressed="false">
              {say(CLIENT_WORDS.show)}
            </button>
          </div>
          <ol id="password-cells" class="cells" aria-hidden="true" />
          <div id="password-said" class="said" role="status" />
        </div>
      </div>
      <div data-unscripted>
        <p>{say(CHECK_WORDS.typingNoScript)}</p>
        <ul class="ticks">
          {BY_EYE.map((text) => (
            <li>
              <label>
                <input type="checkbox" autocomplete="off" />
                <span>{say(text)}</span>
              </label>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
