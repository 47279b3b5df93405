// Something did not go as somebody wanted, and there is no form to say it on: what happened, what to do, and one button.
import { type Cause, en, type FailureWords } from './failure-text/en.ts'
import { zh } from './failure-text/zh.ts'
import { type Frame, renderFrame } from './frame.ts'
import { type Html, html, safeAddress } from './html.ts'

export type { Cause } from './failure-text/en.ts'

export const failureWords = { 'en-US': en, 'zh-CN': zh }

/** Where the one button of the page leads. */
export type ButtonTarget =
  | { to: 'home' | 'docs' }
  /** The place where it begins. */
  | { to: 'sign-in' | 'account'; address: string }
  | { to: 'application'; name: string; address: string }
  /** The address under which this server answers. */
  | { to: 'server'; address: string }

export type FailurePage = Frame & {
  cause: Cause
  way: ButtonTarget
  /** The name of the application that it is about; null or left out: none is known. */
  application?: string | null
  /** In place of the general advice. */
  advice?: string
  /** An address that the request named. Shown as text, so that a developer can mend it; never a link. */
  sent?: string | null
  /** A number of the catalogue or an `error` word of OAuth; null when there is none to name. */
  code: number | string | null
  requestId: string | null
  version?: string
}

const words = {
  'en-US': {
    someone: 'The application',
    application: 'Application',
    sent: 'Address',
    code: 'Code',
    request: 'Request',
    home: 'Go to the home page',
    docs: 'Open the documentation',
    'sign-in': 'Sign in',
    account: 'Open your account',
    back: (name: string) => `Back to ${name}`,
    open: (address: string) => `Open ${address}`,
  },
  'zh-CN': {
    someone: '应用',
    application: '应用',
    sent: '地址',
    code: '错误码',
    request: '请求编号',
    home: '返回首页',
    docs: '打开文档',
    'sign-in': '去登录',
    account: '打开个人中心',
    back: (name: string) => `返回 ${name}`,
    open: (address: string) => `打开 ${address}`,
  },
}

const crossed = html`<span class="seal seal-bad" aria-hidden="true"><svg viewBox="0 0 24 24" focusable="false"><path d="M12 7v6.5m0 3.300v.1"/></svg></span>`

const longest = 300

/**
 * A page that shows an address of the request lends it our name, and an address can hold a sentence. Percent-encoded, as it
 * would have to be registered, nothing of it reads like one, and nothing hides or turns the writing round.
 */
export function plainAddress(address: string): string {
  const plain = address.replace(/\p{Surrogate}/gu, '\ufffd').replace(/[^!-~]+/g, (part) => encodeURIComponent(part))
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain
}

function details(page: FailurePage): Html | false {
  const say = words[page.language]
  const lines = [
    [say.application, page.application],
    [say.sent, page.sent && plainAddress(page.sent)],
    [say.code, page.code],
    [say.request, page.requestId],
  ].filter(([, value]) => value)
  if (lines.length === 0) return false
  return html`<dl class="facts facts-small">${lines.map(
    ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
  )}</dl>`
}

function button(page: FailurePage): Html {
  const say = words[page.language]
  const { way } = page
  const address = 'address' in way ? safeAddress(way.address) : way.to === 'docs' ? '/docs' : '/'
  const label =
    way.to === 'application' ? say.back(way.name) : way.to === 'server' ? say.open(way.address) : say[way.to]
  return html`<p><a class="button button-main" href="${address ?? '/'}">${address ? label : say.home}</a></p>`
}

export function renderFailure(page: FailurePage): string {
  const { title, what, advice }: FailureWords = failureWords[page.language][page.cause]
  const said = typeof what === 'string' ? what : what(page.application ?? words[page.language].someone)
  return renderFrame({
    ...page,
    title,
    kind: 'message',
    body: html`${crossed}<h1>${title}</h1><p class="lead">${said}</p><p>${page.advice ?? advice}</p>${button(page)}${details(page)}`,
  })
}
