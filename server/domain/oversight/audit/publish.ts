import { decline, refuse } from '@menshen/contract/errors'
import type { RequestContext } from '#domain/shape/request-context.ts'
import { checkedText } from '#domain/shape/text.ts'
import type { Verb } from '#domain/shape/verb.ts'

export interface Publication {
  type: string
  source?: string | undefined
  /** A text, or an object that is kept as JSON. */
  data: unknown
}

interface Said {
  type: string
  source: string | null
  data: string
}

const longest = 4_096
/** Per person and minute. Who holds a management token is not counted. */
const most = 60

function read({ type, source, data }: Publication): Said {
  if (!/^[A-Za-z0-9_.:/-]{1,128}$/.test(type))
    refuse(400, { variant: 'signs', values: { field: 'eventType', min: 1, max: 128, signs: '_ . : / -' } })
  const text = typeof data === 'string' ? data : (JSON.stringify(data) ?? refuse(2231))
  return { type, source: source?.slice(0, 128) ?? null, data: checkedText(text, 'eventData', longest) }
}

/** A program of the pool has something to say. 400 for a type or data that cannot be, 2231 without data. */
export const publishEvent: Verb<'custom.published', Publication, void, Said> = {
  name: 'audit.publish',
  admits: 'manager',
  emits: ['custom.published'],
  prepare: (_before, input) => read(input),
  async run({ emit }, said) {
    emit('custom.published', said)
  },
}

/** An application says something for the person who is signed in. 400 and 2231 as above, 429 more than 60 a minute. */
export const publishOwnEvent: Verb<'custom.published', Publication, void, Said> = {
  name: 'audit.publish-own',
  admits: 'any user',
  emits: ['custom.published'],
  prepare: (_before, input) => read(input),
  async run({ tx, pool, caller, limits, now, emit }, said) {
    const key = `publish:${personOf(caller)}`
    const { allowed } = await limits.hit(tx, { userPoolId: pool.id, key, windowSeconds: 60, limit: most }, now)
    if (!allowed) return decline(429)
    emit('custom.published', said)
  },
}

function personOf(caller: RequestContext['caller']): string {
  return caller.kind === 'user' ? caller.userId : refuse(2020)
}
