import type { FastifyReply } from 'fastify'
import { originOf } from '../../wire/origin.ts'
import { languageOf } from '../language-of.ts'
import type { Pages } from '../mount.ts'
import { pageHeaders } from '../page-headers.ts'
import { webOrigin } from '../situation-of.ts'
import { renderMessage } from '../view/message.ts'
import { findPlace } from './place.ts'
import type { Visiting } from './serve.ts'
import { readState } from './sign-in.ts'
import { findVisitor } from './visitor.ts'

const words = {
  'en-US': {
    nowhere: 'There is no such page, or nobody can sign in to their account from here.',
    address: 'Open /u, or /u/ and the name of the application that you use.',
    outside: 'You were not signed in.',
    again: 'Open your account again and sign in.',
  },
  'zh-CN': {
    nowhere: '没有这个页面，或无法从此处登录个人中心。',
    address: '请打开 /u，或 /u/ 加上你所使用的应用的名称。',
    outside: '未能登录。',
    again: '请重新打开个人中心并登录。',
  },
}

function showMessage(
  pages: Pages,
  request: Visiting,
  reply: FastifyReply,
  status: number,
  what: 'nowhere' | 'outside',
) {
  const { origin } = originOf(request, pages.addresses)
  const language = languageOf(request.headers)
  const say = words[language]
  const frame = { language, assets: pages.look.assets('page'), version: pages.version }
  const advice = what === 'nowhere' ? say.address : say.again
  const html = renderMessage({ ...frame, code: null, message: say[what], advice, requestId: null })
  return reply.code(status).headers(pageHeaders(origin)).type('text/html').send(html)
}

export function showNowhere(pages: Pages, request: Visiting, reply: FastifyReply) {
  return showMessage(pages, request, reply, 404, 'nowhere')
}

/** Where a sign-in ends that the centre began. Whoever was not signed in is not sent round in a circle. */
export async function showLanding(pages: Pages, request: Visiting, reply: FastifyReply) {
  const back = readState(request.query.state)
  const place = back && (await findPlace(pages, back.identifier))
  const visitor = place && (await findVisitor(pages, request, reply, place))
  if (!visitor) return showMessage(pages, request, reply, 400, 'outside')
  return reply.headers(pageHeaders(visitor.hints.origin)).redirect(back.address, 303)
}

export async function showSignedOut(pages: Pages, request: Visiting, reply: FastifyReply) {
  const { origin } = originOf(request, pages.addresses)
  const place = await findPlace(pages, request.params.application)
  const at = { headers: request.headers, uiLocales: null, requestId: request.id, origin }
  const application = place && { name: place.application.name, home: webOrigin(place.application.redirectUris[0]) }
  const { html, headers } = pages.screens.signedOut(at, application)
  return reply.headers(headers).type('text/html').send(html)
}
