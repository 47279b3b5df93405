import { createHash, createHmac } from 'node:crypto'

export interface TencentCall {
  host: string
  service: string
  /** Signed as it is sent, byte for byte. */
  body: string
  contentType: string
  at: Date
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** The Authorization header of a POST to `/`, by TC3-HMAC-SHA256. https://cloud.tencent.com/document/api/1288/51054 */
export function signTencent({ host, service, body, contentType, at }: TencentCall, id: string, key: string): string {
  const seconds = Math.floor(at.getTime() / 1000)
  const date = new Date(seconds * 1000).toISOString().slice(0, 10)
  const scope = `${date}/${service}/tc3_request`
  const signedHeaders = 'content-type;host'
  const headers = `content-type:${contentType}\nhost:${host}\n`
  const request = ['POST', '/', '', headers, signedHeaders, sha256(body)].join('\n')
  const toSign = ['TC3-HMAC-SHA256', seconds, scope, sha256(request)].join('\n')
  const signingKey = hmac(hmac(hmac(`TC3${key}`, date), service), 'tc3_request')
  const signature = hmac(signingKey, toSign).toString('hex')
  return `TC3-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`
}
