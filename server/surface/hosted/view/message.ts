// One thing that went well, said on a page of its own: the end of a session, an address that is verified.
import { type Frame, renderFrame } from './frame.ts'
import { html, safeAddress } from './html.ts'

type SignedOut = Frame & { application: { name: string; home: string | null } | null; version?: string }

const words = {
  'en-US': {
    outTitle: 'You are signed out',
    outLead: 'Your session on this server has ended. On a shared computer, close the browser as well.',
    outLink: (name: string) => `Back to ${name}`,
    homeLink: 'Go to the home page',
    verifiedTitle: 'Your e-mail address is verified',
    alreadyTitle: 'Your e-mail address is verified already',
    verifiedLead: 'You can close this page and go back to the application.',
  },
  'zh-CN': {
    outTitle: '你已退出登录',
    outLead: '你在本服务上的会话已经结束。如果使用的是公共电脑，请同时关闭浏览器。',
    outLink: (name: string) => `返回 ${name}`,
    homeLink: '返回首页',
    verifiedTitle: '邮箱验证成功',
    alreadyTitle: '邮箱已经验证过了',
    verifiedLead: '你可以关闭此页面，返回应用继续使用。',
  },
}

const ticked = html`<span class="seal seal-good" aria-hidden="true"><svg viewBox="0 0 24 24" focusable="false"><path d="M6.5 12.500l4 4 7-8.5"/></svg></span>`

export function renderSignedOut(page: SignedOut): string {
  const say = words[page.language]
  const home = safeAddress(page.application?.home)
  return renderFrame({
    ...page,
    title: say.outTitle,
    kind: 'message',
    body: html`${ticked}<h1>${say.outTitle}</h1><p class="lead">${say.outLead}</p>
<p><a class="button button-main" href="${home ?? '/'}">${page.application && home ? say.outLink(page.application.name) : say.homeLink}</a></p>`,
  })
}

/** Something was done, in words of the caller's; `more`: what else there is to know, or null. */
export function renderDone(
  page: Frame & { title: string; lead: string; more: string | null; version?: string },
): string {
  return renderFrame({
    ...page,
    kind: 'message',
    body: html`${ticked}<h1>${page.title}</h1><p class="lead">${page.lead}</p>${page.more && html`<p>${page.more}</p>`}`,
  })
}

export function renderVerified(page: Frame & { already: boolean; version?: string }): string {
  const say = words[page.language]
  const title = page.already ? say.alreadyTitle : say.verifiedTitle
  return renderFrame({
    ...page,
    title,
    kind: 'message',
    body: html`${ticked}<h1>${title}</h1><p class="lead">${say.verifiedLead}</p>`,
  })
}
