/** One request to somebody else's API, and how long its answer may take, in milliseconds. */
export interface OutgoingRequest {
  url: string
  method: 'POST'
  headers: Record<string, string>
  body: string
  timeoutMs: number
}

export interface OutgoingAnswer {
  status: number
  headers: Headers
  /** At most `maxAnswer` characters of it. */
  body: string
}

/** Other people's HTTP. Throws whatever `fetch` throws; any status is an answer. Redirects are answers too, never followed. */
export type OutgoingFetch = (request: OutgoingRequest) => Promise<OutgoingAnswer>

const maxAnswer = 65_536

/** The plain way out. It goes to any address: who lets tenants choose the address passes another `OutgoingFetch`. */
export const boundedFetch: OutgoingFetch = async ({ url, timeoutMs, ...request }) => {
  const response = await fetch(url, { ...request, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
  return { status: response.status, headers: response.headers, body: await readUpTo(response, maxAnswer) }
}

async function readUpTo(response: Response, max: number): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  // Leaving the loop early cancels the rest of the body.
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length >= max) break
  }
  return text.slice(0, max)
}
