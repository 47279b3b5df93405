// Cookies that open nothing: which captcha image a browser was shown, and that somebody has signed in on it before. So
// they may be read where foreign pages may call, and what a foreign page does with them costs its own visitor only.
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Domain } from '#domain/domain.ts'
import { deviceLifetime, issueDevice, knownDevice } from '#domain/session/known-device.ts'
import type { User } from '#domain/user/user.ts'
import type { Client } from '#domain/verb.ts'

const captchaName = 'menshen_captcha'
const deviceName = 'menshen_device'
/** What a client without cookies presents instead of one, and is given after signing in. */
export const deviceHeader = 'x-menshen-device'
const captchaSeconds = 300

/** Where a request comes from, and what it shows of earlier ones. */
export function clientOf(request: FastifyRequest): Client {
  const userAgent = request.headers['user-agent']?.trim() || null
  const cookies = cookiesOf(request)
  const header = request.headers[deviceHeader]
  const devices = cookies.filter(([name]) => name.startsWith(`${deviceName}_`)).map(([, value]) => value)
  return {
    ip: request.ip,
    userAgent,
    captchaId: cookies.find(([name]) => name === captchaName)?.[1],
    devices: typeof header === 'string' ? [header, ...devices] : devices,
  }
}

export function keepCaptcha(reply: FastifyReply, id: string, origin: string): void {
  void reply.header('set-cookie', `${captchaName}=${id}; ${attributes(origin, captchaSeconds)}`)
}

/** One cookie per person, so that several share a browser; its name tells nobody who they are. */
export function keepDevice(reply: FastifyReply, userId: string, device: string, origin: string): void {
  const name = `${deviceName}_${createHash('sha256').update(userId).digest('hex').slice(0, 12)}`
  void reply.header('set-cookie', `${name}=${device}; ${attributes(origin, deviceLifetime)}`)
}

/** Gives a client that has just signed somebody in what makes its device known, unless it is known already. */
export function offerDevice(
  { tools, clock }: Domain,
  reply: FastifyReply,
  client: Client,
  user: Pick<User, 'id' | 'userPoolId'>,
): void {
  const { cookieSecret } = tools.keys
  if (knownDevice(cookieSecret, user, client.devices ?? [], clock())) return
  void reply.header(deviceHeader, issueDevice(cookieSecret, user, clock()))
}

/** Pages of other sites carry our login component, so over https the cookies go along with their requests. */
function attributes(origin: string, maxAge: number): string {
  const site = origin.startsWith('https:') ? 'SameSite=None; Secure' : 'SameSite=Lax'
  return `Path=/; HttpOnly; ${site}; Max-Age=${maxAge}`
}

function cookiesOf(request: FastifyRequest): [string, string][] {
  const pairs = (request.headers.cookie ?? '').slice(0, 16_384).split(/;\s*/)
  return pairs.flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=')
    return at > 0 ? [[pair.slice(0, at), pair.slice(at + 1)]] : []
  })
}
