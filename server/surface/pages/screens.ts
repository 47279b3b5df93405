import type { Language } from '@menshen/contract/errors'
import type { Failure, PageRequest, Screens } from '../sign-in-page.ts'
import { languageOf } from './language-of.ts'
import type { Look } from './look.ts'
import { pageHeaders } from './page-headers.ts'
import { renderMessage, renderSignedOut } from './view/message.ts'
import { renderSignOut } from './view/sign-out.ts'

const sentences: Record<Language, Record<Failure, string>> = {
  'en-US': {
    'unknown-client': 'The application that sent you here is not known to this server.',
    'redirect-address': 'The application asks to send you back to an address that it has not registered.',
    expired: 'This sign-in has expired or was begun in another browser.',
    request: 'The application sent a request that this server cannot carry out.',
    nowhere: 'There is no page at this address.',
    ours: 'Something went wrong on this server.',
  },
  'zh-CN': {
    'unknown-client': '本服务不认识将你引导到此处的应用。',
    'redirect-address': '应用要求返回的地址未经登记。',
    expired: '本次登录已过期，或是在其他浏览器中发起的。',
    request: '应用发来的请求无法处理。',
    nowhere: '该地址没有页面。',
    ours: '服务端出现问题。',
  },
}

/** The pages of the OpenID Connect door. */
export function createScreens(look: Look, version: string): Screens {
  const frame = ({ headers, uiLocales }: PageRequest) => ({
    language: languageOf(headers, uiLocales),
    assets: look.assets('page'),
    version,
  })
  return {
    failed(at, { error, failure }) {
      const parts = frame(at)
      const message = sentences[parts.language][failure]
      const html = renderMessage({ ...parts, code: error, message, advice: null, requestId: at.requestId })
      return { html, headers: pageHeaders(at.origin) }
    },
    signOut: (at, form, applicationName, returnOrigin) => ({
      html: renderSignOut({ ...frame(at), form, applicationName }),
      headers: pageHeaders(at.origin, returnOrigin && returnOrigin !== 'null' ? [returnOrigin] : []),
    }),
    signedOut: (at, application) => ({
      html: renderSignedOut({ ...frame(at), application }),
      headers: pageHeaders(at.origin),
    }),
  }
}
