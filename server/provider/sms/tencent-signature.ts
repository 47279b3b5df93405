import { createHash, createHmac } from 'node:crypto'

export interface Tc3Request {
  service: string
  action: string
  /** With the port when it is not the scheme's own, as the Host header has it. */
  host: string
  contentType: string
  body: string
  /** Since 1970; the vendor allows five minutes of difference. */
  seconds: number
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/**
 * Tencent Cloud's signature version 3 (TC3-HMAC-SHA256) of a POST to `/`, as the value of the Authorization header.
 * The key is derived for the UTC day and the service; signed are the content type, the host, the action and the body.
 */
export function signTc3({ secretId, secretKey }: { secretId: string; secretKey: string }, request: Tc3Request): string {
  const { service, action, host, contentType, body, seconds } = request
  const signedHeaders = 'content-type;host;x-tc-action'
  const headers = `content-type:${contentType}\nhost:${host}\nx-tc-action:${action.toLowerCase()}\n`
  const canonical = ['POST', '/', '', headers, signedHeaders, hash(body)].join('\n')
  const day = new Date(seconds * 1000).toISOString().slice(0, 10)
  const scope = `${day}/${service}/tc3_request`
  const key = hmac(hmac(hmac(`TC3${secretKey}`, day), service), 'tc3_request')
  const signature = hmac(key, ['TC3-HMAC-SHA256', seconds, scope, hash(canonical)].join('\n')).toString('hex')
  return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`
}
