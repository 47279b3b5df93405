export type Headers = Record<string, string>

/** A whole request, ready to be sent as often as wanted. */
export function request(origin: string, method: string, path: string, headers: Headers = {}, body = ''): Buffer {
  const lines = Object.entries({ host: new URL(origin).host, ...headers }).map(([name, value]) => `${name}: ${value}`)
  if (method !== 'GET') lines.push(`content-length: ${Buffer.byteLength(body)}`)
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
}

export function postJson(origin: string, path: string, body: unknown, headers: Headers = {}): Buffer {
  return request(origin, 'POST', path, { 'content-type': 'application/json', ...headers }, JSON.stringify(body))
}

export function postForm(origin: string, path: string, fields: Headers, headers: Headers = {}): Buffer {
  const type = 'application/x-www-form-urlencoded'
  return request(origin, 'POST', path, { 'content-type': type, ...headers }, new URLSearchParams(fields).toString())
}

/** RFC 6749 section 2.3.1. */
export function basic({ id, secret }: { id: string; secret: string }): Headers {
  const pair = `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}
