import { createHash, createHmac } from 'node:crypto'

export interface TencentCall {
  service: string
  action: string
  /** With the port when it is not the scheme's own, as the Host header has it. */
  host: string
  contentType: string
  /** Signed as it is sent, byte for byte. */
  body: string
  /** Since 1970; the vendor allows five minutes of difference. */
  seconds: number
}

export interface TencentKey {
  secretId: string
  secretKey: string
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/**
 * Tencent Cloud's signature version 3 (TC3-HMAC-SHA256) of a POST to `/`, as the value of the Authorization header.
 * The key is derived for the UTC day and the service; signed are the content type, the host, the action and the body.
 * https://cloud.tencent.com/document/api/1288/51054
 */
export function signTc3({ secretId, secretKey }: TencentKey, call: TencentCall): string {
  const { service, action, host, contentType, body, seconds } = call
  const signedHeaders = 'content-type;host;x-tc-action'
  const headers = `content-type:${contentType}\nhost:${host}\nx-tc-action:${action.toLowerCase()}\n`
  const canonical = ['POST', '/', '', headers, signedHeaders, hash(body)].join('\n')
  const day = new Date(seconds * 1000).toISOString().slice(0, 10)
  const scope = `${day}/${service}/tc3_request`
  const key = hmac(hmac(hmac(`TC3${secretKey}`, day), service), 'tc3_request')
  const signature = hmac(key, ['TC3-HMAC-SHA256', seconds, scope, hash(canonical)].join('\n')).toString('hex')
  return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`
}

const contentType = 'application/json; charset=utf-8'

export interface TencentRequest {
  /** No slash at the end. */
  endpoint: string
  service: string
  action: string
  version: string
  region: string
  at: Date
  body: string
}

/** A signed request of Tencent Cloud's API 3.0. */
export function tencentRequest(key: TencentKey, request: TencentRequest) {
  const { endpoint, service, action, version, region, at, body } = request
  const seconds = Math.floor(at.getTime() / 1000)
  const { host } = new URL(endpoint)
  return {
    url: `${endpoint}/`,
    headers: {
      authorization: signTc3(key, { service, action, host, contentType, body, seconds }),
      'content-type': contentType,
      'x-tc-action': action,
      'x-tc-region': region,
      'x-tc-timestamp': String(seconds),
      'x-tc-version': version,
    },
    body,
  }
}
