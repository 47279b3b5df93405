// RP-initiated logout asks first (OpenID Connect RP-Initiated Logout 1.0, section 2: the OP should ask, lest any page could
// sign people out with a link).
import { type Frame, renderFrame } from './frame.ts'
import { html, trusted } from './html.ts'

type SignOut = Frame & {
  /** The whole form element with its hidden inputs, as the OpenID Connect engine wrote it. Put in as it is. */
  form: string
  /** The id of that form; the buttons stand outside it and name it. */
  formId?: string
  /** Which application asks; null when the request named none. */
  applicationName: string | null
  version?: string
}

const words = {
  'en-US': {
    title: 'Sign out?',
    lead: (name: string | null) => (name ? `${name} asks to sign you out.` : 'You are about to sign out.'),
    effect: 'Every application that you entered with this session will ask you to sign in again.',
    yes: 'Sign out',
    no: 'Stay signed in',
  },
  'zh-CN': {
    title: '退出登录？',
    lead: (name: string | null) => (name ? `${name} 请求让你退出登录。` : '你即将退出登录。'),
    effect: '凡是用当前会话进入的应用，下次都需要重新登录。',
    yes: '退出登录',
    no: '保持登录',
  },
}

export function renderSignOut(page: SignOut): string {
  const say = words[page.language]
  const formId = page.formId ?? 'op.logoutForm'
  return renderFrame({
    ...page,
    title: say.title,
    kind: 'message',
    body: html`<h1>${say.title}</h1><p class="lead">${say.lead(page.applicationName)}</p><p>${say.effect}</p>
${trusted(page.form)}
<p class="pair"><button type="submit" class="button" form="${formId}">${say.no}</button>
<button type="submit" class="button button-main" form="${formId}" name="logout" value="yes">${say.yes}</button></p>`,
  })
}
