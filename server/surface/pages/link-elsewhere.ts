import type { Language } from '@menshen/contract/errors'
import type { FastifyRequest } from 'fastify'
import type { Page } from '../sign-in-page.ts'
import { originOf } from '../wire/origin.ts'
import type { Pages } from './mount.ts'
import { pageHeaders } from './page-headers.ts'
import { renderMessage } from './view/message.ts'

const words = {
  'en-US': {
    message: 'This link belongs to a sign-in that is over, or that was begun in another browser.',
    advice: 'Open it in the browser in which you asked for it, or begin again in the application.',
  },
  'zh-CN': {
    message: '该链接对应的登录已经结束，或是在其他浏览器中发起的。',
    advice: '请在发起登录的浏览器中打开链接，或返回应用重新登录。',
  },
}

/** The token of a sign-in link, when that is how somebody came here. */
export function linkIn({ query }: FastifyRequest): string | null {
  const { link } = query as { link?: unknown }
  return typeof link === 'string' ? link : null
}

/** For whoever follows a sign-in link where it cannot sign in. The link stays as it is. */
export function renderElsewhere(pages: Pages, request: FastifyRequest, language: Language): Page {
  const frame = { language, assets: pages.look.assets('page'), version: pages.version }
  const html = renderMessage({ ...frame, ...words[language], code: null, requestId: null })
  return { html, headers: pageHeaders(originOf(request, pages.addresses).origin) }
}
