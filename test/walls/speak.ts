import type { Operation, Request } from './operations.ts'

export interface Answer {
  status: number
  /** 200 or that of the refusal. */
  code: number
  text: string
  headers: Headers
}

/** Sends a request to an operation and gives the answer as it came. */
export async function speak(
  origin: string,
  operation: Operation,
  request: Request,
  headers: Record<string, string>,
): Promise<Answer> {
  const { method, path, body } = operation.encode(request)
  const isForm = body instanceof FormData
  const init = {
    method,
    redirect: 'manual' as const,
    headers: { ...(!isForm && { 'content-type': 'application/json' }), 'x-authing-lang': 'en-US', ...headers },
    ...(method !== 'GET' && { body: isForm ? body : JSON.stringify(body) }),
  }
  const response = await fetch(origin + path, init)
  const text = await response.text()
  return { status: response.status, code: codeIn(text, response.status), text, headers: response.headers }
}

function codeIn(text: string, status: number): number {
  const body = parse(text)
  const refusal = body?.errors?.[0]?.message
  if (refusal) return refusal.code
  return typeof body?.code === 'number' && 'requestId' in body ? body.code : status
}

interface Body {
  code?: number
  requestId?: string
  errors?: { message: { code: number } }[]
}

function parse(text: string): Body | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
