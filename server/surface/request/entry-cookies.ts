// Cookies that open nothing: which captcha image or code to scan a browser was shown, who has signed in on it before. So
// they may be read where foreign pages may call, and what a foreign page does with them costs its own visitor only.
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { trustLifetime } from '#domain/entry/mfa/trusted-device.ts'
import { deviceLifetime } from '#domain/entry/sign-in/known-device.ts'
import { type Entered, tellDevice } from '#domain/entry/sign-in/tell-device.ts'
import type { Domain } from '#domain/shape/domain.ts'
import type { Client } from '#domain/shape/request-context.ts'
import { clientAddress } from '#platform/http/client-address.ts'

const captchaName = 'menshen_captcha'
const deviceName = 'menshen_device'
/** What a client without cookies presents instead of one, and is given after signing in. */
const deviceHeader = 'x-menshen-device'
/** Work done instead of reading an image: `<challenge>:<nonce>`, as a refusal with 2000 sets it. */
const workHeader = 'x-menshen-work'
const captchaSeconds = 300
const qrHolderName = 'menshen_qr'
const qrHolderSeconds = 86_400

/** Where a request comes from, and what it shows of earlier ones. `origin`: the address of ours that it used. */
export function clientOf(request: FastifyRequest, origin: string): Client {
  const userAgent = request.headers['user-agent']?.trim() || null
  const cookies = cookiesOf(request, origin)
  const header = request.headers[deviceHeader]
  const devices = cookies.filter(([name]) => name.startsWith(`${deviceName}_`)).map(([, value]) => value)
  return {
    ip: clientAddress(request),
    userAgent,
    captchaId: cookies.find(([name]) => name === captchaName)?.[1],
    work: workOf(request),
    devices: typeof header === 'string' ? [...header.split(/,\s*/), ...devices] : devices,
  }
}

function workOf(request: FastifyRequest): Client['work'] {
  const [, challenge, nonce] = /^([\w.-]{1,120}):(\d{1,15})$/.exec(String(request.headers[workHeader] ?? '')) ?? []
  return challenge && nonce ? { challenge, nonce } : undefined
}

export function keepCaptcha(reply: FastifyReply, id: string, origin: string): void {
  void reply.header('set-cookie', cookie(origin, captchaName, id, captchaSeconds))
}

/** What shows that a code to scan is this browser's own: see `domain/entry/qr-sign-in/holder.ts`. */
export function qrHolderOf(request: FastifyRequest, origin: string): string | undefined {
  return cookiesOf(request, origin).find(([name]) => name === qrHolderName)?.[1]
}

export function keepQrHolder(reply: FastifyReply, secret: string, origin: string): void {
  void reply.header('set-cookie', cookie(origin, qrHolderName, secret, qrHolderSeconds))
}

/** One cookie per person, so that several share a browser; its name tells nobody who they are. */
export function keepDevice(reply: FastifyReply, userId: string, device: string, origin: string): void {
  const name = `${deviceName}_${createHash('sha256').update(userId).digest('hex').slice(0, 12)}`
  void reply.header('set-cookie', cookie(origin, name, device, deviceLifetime))
}

/** Gives what makes a device known to a client in a header: those of other sites keep no cookies, and some keep none at all. */
export function offerDevice(domain: Domain, reply: FastifyReply, client: Client, entered: Entered): void {
  const device = tellDevice(domain, client, entered)
  if (device) void reply.header(deviceHeader, device)
}

/** The same for a device that its person has had trusted: see `domain/entry/mfa/trusted-device.ts`. */
export function keepTrust(reply: FastifyReply, userId: string, trust: string, origin: string): void {
  const name = `${deviceName}_t${createHash('sha256').update(userId).digest('hex').slice(0, 12)}`
  void reply.header('set-cookie', cookie(origin, name, trust, trustLifetime))
}

/** In the header it follows what makes the device known. */
export function offerTrust(reply: FastifyReply, trust: string | null): void {
  if (!trust) return
  const other = reply.getHeader(deviceHeader)
  void reply.header(deviceHeader, typeof other === 'string' ? `${other}, ${trust}` : trust)
}

/** Pages of other sites carry our login component, so over https the cookies go along with their requests. */
function cookie(origin: string, name: string, value: string, maxAge: number): string {
  const site = origin.startsWith('https:') ? 'SameSite=None; Secure' : 'SameSite=Lax'
  return `${prefixAt(origin)}${name}=${value}; Path=/; HttpOnly; ${site}; Max-Age=${maxAge}`
}

/**
 * Over https browsers take these names from this very host alone (RFC 6265bis section 4.1.3.2): a neighbour under our domain must not
 * make a visitor's browser show the device on which somebody else has registered the visitor's address.
 */
const prefixAt = (origin: string): string => (origin.startsWith('https:') ? '__Host-' : '')

/** Ours, by their names without the prefix. */
function cookiesOf(request: FastifyRequest, origin: string): [string, string][] {
  const prefix = prefixAt(origin)
  const pairs = (request.headers.cookie ?? '').slice(0, 16_384).split(/;\s*/)
  return pairs.flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=')
    return at > 0 && pair.startsWith(prefix) ? [[pair.slice(prefix.length, at), pair.slice(at + 1)]] : []
  })
}
