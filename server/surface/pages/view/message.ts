// One thing said on a page of its own: a refusal that has no form to stand on, or the end of a session.
import { type Frame, renderFrame } from './frame.ts'
import { type Html, html, safeAddress } from './html.ts'

export type Message = Frame & {
  /** A number of the catalogue or an `error` word of OAuth; null when there is none to name. */
  code: number | string | null
  /** A sentence in the page's language. Never an address from the request: a page that shows one lends it our name. */
  message: string
  /** What the person can do about it; null: the general advice. */
  advice: string | null
  requestId: string | null
  version?: string
}

export type SignedOut = Frame & { application: { name: string; home: string | null } | null; version?: string }

const words = {
  'en-US': {
    title: 'That did not work',
    advice: 'Go back to the application and try again. If it happens again, tell its administrator the details below.',
    code: 'Code',
    request: 'Request',
    outTitle: 'You are signed out',
    outLead: 'Your session on this server has ended. On a shared computer, close the browser as well.',
    outLink: (name: string) => `Back to ${name}`,
    verifiedTitle: 'Your e-mail address is verified',
    verifiedLead: 'You can close this page and go back to the application.',
  },
  'zh-CN': {
    title: '操作未能完成',
    advice: '请返回应用重试。如果仍然出现，请将下面的信息告知应用管理员。',
    code: '错误码',
    request: '请求编号',
    outTitle: '你已退出登录',
    outLead: '你在本服务上的会话已经结束。如果使用的是公共电脑，请同时关闭浏览器。',
    outLink: (name: string) => `返回 ${name}`,
    verifiedTitle: '邮箱验证成功',
    verifiedLead: '你可以关闭此页面，返回应用继续使用。',
  },
}

const crossed = html`<span class="seal seal-bad" aria-hidden="true"><svg viewBox="0 0 24 24" focusable="false"><path d="M12 7v6.5m0 3.300v.1"/></svg></span>`
const ticked = html`<span class="seal seal-good" aria-hidden="true"><svg viewBox="0 0 24 24" focusable="false"><path d="M6.5 12.500l4 4 7-8.5"/></svg></span>`

function details(message: Message): Html | false {
  const say = words[message.language]
  if (message.code === null && !message.requestId) return false
  return html`<dl class="facts facts-small">
${message.code !== null && html`<div><dt>${say.code}</dt><dd>${message.code}</dd></div>`}
${message.requestId && html`<div><dt>${say.request}</dt><dd>${message.requestId}</dd></div>`}
</dl>`
}

export function renderMessage(message: Message): string {
  const say = words[message.language]
  return renderFrame({
    ...message,
    title: say.title,
    kind: 'message',
    body: html`${crossed}<h1>${say.title}</h1><p class="lead">${message.message}</p><p>${message.advice ?? say.advice}</p>${details(message)}`,
  })
}

export function renderSignedOut(page: SignedOut): string {
  const say = words[page.language]
  const home = safeAddress(page.application?.home)
  return renderFrame({
    ...page,
    title: say.outTitle,
    kind: 'message',
    body: html`${ticked}<h1>${say.outTitle}</h1><p class="lead">${say.outLead}</p>
${page.application && home && html`<p><a class="button button-main" href="${home}">${say.outLink(page.application.name)}</a></p>`}`,
  })
}

export function renderVerified(page: Frame & { version?: string }): string {
  const say = words[page.language]
  return renderFrame({
    ...page,
    title: say.verifiedTitle,
    kind: 'message',
    body: html`${ticked}<h1>${say.verifiedTitle}</h1><p class="lead">${say.verifiedLead}</p>`,
  })
}
