// For development only: every page with sample data and pretended answers, without the server. See README.md.
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import QRCode from 'qrcode'
import { type Manifest, pickAssets } from '../server/surface/hosted/view/assets.ts'
import { pages } from './preview-pages.ts'

const dist = new URL('./dist/', import.meta.url)
const types: Record<string, string> = { js: 'text/javascript', css: 'text/css' }

// The policy of the real server, so that a page that needs more shows it here.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; connect-src 'self'; " +
  "font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

function languageOf(request: IncomingMessage, query: URLSearchParams) {
  const cookie = /menshen_language=(zh-CN|en-US)/.exec(request.headers.cookie ?? '')?.[1]
  return (query.get('language') ?? cookie) === 'zh-CN' ? 'zh-CN' : 'en-US'
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return JSON.parse(Buffer.concat(parts).toString() || '{}')
}

const sampleRecovery = '1f0c-88b2-9d3e-47aa-0c51-e6f2'

function sampleFactor(enrolled: boolean) {
  const applicationMfa = ['OTP', 'SMS', 'EMAIL'].map((mfaPolicy, sort) => ({ mfaPolicy, status: 1, sort }))
  const address = { phone: '13800138000', email: 'lin@example.com' }
  return { code: 1636, message: 'x', data: { mfaToken: 'sample', applicationMfa, enrolled, ...address } }
}

/** `factor` and `enrol` are asked for a second factor. The account typed decides: `nobody` 2004, `taken@…` 2026, `late` 410, `down` not JSON, `wait` no answer; `robot` 2000; `first` 1639, `due` 2058; password `wrong` 2006; code `000000` 2001. */
function pretend(action: string, body: Record<string, unknown>) {
  const account = String(body.account ?? body.email ?? body.username ?? '')
  if (['set-first-password', 'renew-password', 'set-password', 'send-link'].includes(action))
    return { code: 200, message: 'OK', data: { done: true } }
  if (action === 'sign-in-by-link' && body.token === 'old')
    return { code: 2206, message: 'This link has expired or has been used' }
  if (action === 'sign-in' && (account === 'first' || account === 'due') && body.password === 'old')
    return { code: account === 'first' ? 1639 : 2058, message: 'renew', data: { token: 'sample' } }
  if (action === 'send-code' || (action === 'reset-password' && body.code !== '000000'))
    return { code: 200, message: 'OK', data: { done: true } }
  if (body.code === '000000') return { code: 2001, message: 'Verification code error' }
  if (account === 'robot' && !body.captchaCode)
    return { code: 2000, message: 'Enter the characters in the picture', data: { url: '/captcha.svg' } }
  if (action === 'mfa-enrol')
    return {
      code: 200,
      data: {
        done: true,
        secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
        uri: 'otpauth://totp/sample',
        picture: '/captcha.svg',
        recoveryCode: sampleRecovery,
      },
    }
  if (action === 'mfa-confirm' || action === 'mfa-recovery')
    return { code: 200, data: { done: true, recoveryCode: sampleRecovery, next: '/signed-out' } }
  if (action === 'mfa-send') return { code: 200, data: { done: true } }
  if (account === 'factor' || account === 'enrol' || action === 'mfa-begin') return sampleFactor(account !== 'enrol')
  if (account === 'nobody') return { code: 2004, message: 'User does not exist' }
  if (account.startsWith('taken'))
    return { code: 2026, message: 'The user already exists, please do not register again' }
  if (account === 'late') return { code: 410, message: 'expired' }
  if (account === 'busy') return { code: 1000, message: 'The server is busy, please try again later' }
  if (body.password === 'wrong') return { code: 2006, message: 'Incorrect password' }
  return { code: 200, message: 'OK', data: { location: '/signed-out' } }
}

/** A code to scan, and how it stands: `?state=scanned` of the page says, left out it waits. */
async function pretendQr(action: string, referer: string) {
  if (action === 'qr-check') {
    const state = new URL(referer).searchParams.get('state') ?? 'waiting'
    return { code: 200, message: '', data: { done: true, state, name: 'Lin Mei 林梅', photo: null } }
  }
  const svg = await QRCode.toString(JSON.stringify({ scene: 'APP_AUTH', random: 'x'.repeat(150) }), { type: 'svg' })
  const picture = `data:image/svg+xml,${encodeURIComponent(svg)}`
  return { code: 200, message: '', data: { done: true, random: 'sample', picture, expiresIn: 120 } }
}

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://preview')
  const page = pages[pathname]
  if (request.method === 'POST' && /^\/(interaction|reset-password)\//.test(pathname)) {
    const body = await readJson(request)
    if (body.account === 'wait') return
    const last = pathname.split('/').at(-1) ?? ''
    response.setHeader('content-type', 'application/json')
    if (last.startsWith('qr-'))
      return response.end(JSON.stringify(await pretendQr(last, request.headers.referer ?? '')))
    response.setHeader('content-type', body.account === 'down' ? 'text/html' : 'application/json')
    return response.end(
      body.account === 'down' ? '<h1>502</h1>' : JSON.stringify(pretend(pathname.split('/').at(-1) ?? '', body)),
    )
  }
  if (page) {
    const manifest: Manifest = JSON.parse(readFileSync(new URL('manifest.json', dist), 'utf8'))
    const language = languageOf(request, searchParams)
    const entry = pickAssets(manifest, 'sign-in', '/login/', language)
    const other = pickAssets(manifest, 'page', '/login/')
    response.setHeader('content-type', 'text/html; charset=utf-8').setHeader('content-security-policy', policy)
    return response.end(page({ language, entry, page: other, query: searchParams }))
  }
  const file = /^\/login\/(assets\/[\w.-]+\.(js|css))$/.exec(pathname)
  if (!file?.[1] || !existsSync(new URL(file[1], dist))) return response.writeHead(404).end()
  response.setHeader('content-type', types[file[2] ?? ''] ?? '').end(readFileSync(new URL(file[1], dist)))
})

server.listen(Number(process.env.PORT ?? 4870), '127.0.0.1', () => {
  const { port } = server.address() as { port: number }
  console.log(
    Object.keys(pages)
      .map((path) => `http://127.0.0.1:${port}${path}`)
      .join('\n'),
  )
})
