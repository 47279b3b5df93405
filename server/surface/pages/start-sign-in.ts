import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Application } from '#domain/application/application.ts'
import { newToken } from '#platform/crypto/random.ts'
import { originOf } from '../wire/origin.ts'
import { languageOf } from './language-of.ts'
import type { Pages } from './mount.ts'
import { pageHeaders } from './page-headers.ts'
import { renderMessage } from './view/message.ts'
import { keepWelcome, welcomePath } from './welcome-cookie.ts'

const words = {
  'en-US': {
    unknown: 'There is no application of that name here.',
    nowhere: 'This application has no address to return to, so nobody can sign in to it from here.',
    itself: 'Open the application itself to sign in: it has to begin.',
    register: 'Its administrator can register a redirect address.',
  },
  'zh-CN': {
    unknown: '这里没有该名称的应用。',
    nowhere: '该应用没有登记返回地址，无法从此处登录。',
    itself: '请打开应用本身进行登录：登录须由应用发起。',
    register: '应用管理员可以登记回调地址。',
  },
}

/** `GET /sign-in/:application`, by identifier or id: the sign-in page as a person of that application sees it. */
export function serveStart(app: FastifyInstance, pages: Pages): void {
  app.get('/sign-in/:application', async (request: FastifyRequest<{ Params: { application: string } }>, reply) => {
    const { origin } = originOf(request, pages.addresses)
    const application = await findApplication(pages, request.params.application)
    const target = application && whereTo(application, origin)
    if (target) {
      void reply.header('cache-control', 'no-store')
      return reply.redirect(start(pages, reply, application, target, origin), 303)
    }
    const language = languageOf(request.headers)
    const say = words[language]
    const message = !application ? say.unknown : application.redirectUris.length > 0 ? say.itself : say.nowhere
    const advice = application && application.redirectUris.length === 0 ? say.register : null
    const frame = { language, assets: pages.look.assets('page'), version: pages.version }
    const html = renderMessage({ ...frame, code: null, message, advice, requestId: null })
    return reply.code(404).headers(pageHeaders(origin)).type('text/html').send(html)
  })
}

export async function findApplication({ domain }: Pages, name: string): Promise<Application | null> {
  const { directory } = domain.tools
  if (/^[0-9a-f]{24}$/.test(name)) return directory.application(name)
  return /^[a-z0-9-]{1,64}$/.test(name) ? directory.applicationByIdentifier(name) : null
}

/** Our own welcome page when the application lets people land there, else the address it registered first. */
function whereTo({ redirectUris, settings }: Application, origin: string): string | null {
  const welcome = origin + welcomePath
  if (redirectUris.includes(welcome)) return welcome
  // A public client must bring a proof of its own (RFC 7636), which we could not hand to it.
  return settings.tokenEndpointAuthMethod === 'none' ? null : (redirectUris[0] ?? null)
}

function start(
  pages: Pages,
  reply: Parameters<typeof keepWelcome>[1],
  application: Application,
  target: string,
  origin: string,
): string {
  const url = new URL('/oidc/auth', origin)
  const state = newToken(16)
  const asked = { client_id: application.id, redirect_uri: target, response_type: 'code', state }
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
  url.searchParams.set('scope', 'openid profile email phone')
  if (target === origin + welcomePath) {
    const verifier = newToken()
    url.searchParams.set('code_challenge', createHash('sha256').update(verifier).digest('base64url'))
    url.searchParams.set('code_challenge_method', 'S256')
    keepWelcome(pages, reply, { applicationId: application.id, state, verifier }, origin)
  }
  return url.href
}
