import { refuse } from '@menshen/contract/errors'
import { requireFew } from '#domain/shape/list.ts'
import { checkedText } from '#domain/shape/text.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { newId } from '#platform/crypto/random.ts'
import { networkOf } from '#platform/network.ts'
import type { Feedback } from './feedback.ts'
import { insertFeedback } from './feedback-store.ts'

export interface NewFeedback {
  kind: string
  contact: string
  description: string
  images: string[]
}

const hour = 3600
/** Of an hour. */
const most = { address: 5, pool: 500 }
const mostImages = 5
const keptMs = 180 * 86_400_000

/**
 * Somebody writes to the administrators. Order of refusals: 2231 nothing written, 400 a text that is too long or a picture
 * that is no web address, 429 too much from one address or in one pool.
 */
export const giveFeedback: Verb<'feedback.given', NewFeedback, void, Feedback> = {
  name: 'feedback.give',
  admits: 'anyone',
  emits: ['feedback.given'],
  prepare({ pool, application, now }, { kind, contact, description, images }) {
    if (description.trim() === '') refuse(2231)
    requireFew(images, 'images', mostImages)
    return {
      userPoolId: pool.id,
      id: newId(now),
      applicationId: application?.id ?? null,
      kind: checkedText(kind, 'type', 64),
      contact: checkedText(contact, 'phone', 254),
      description: checkedText(description, 'description', 4_000),
      images: images.map(webAddress),
      createdAt: now,
    }
  },
  async run({ tx, pool, client, limits, now, emit }, feedback) {
    const keys = [
      { key: `feedback:address:${networkOf(client.ip)}`, limit: most.address },
      { key: 'feedback:pool', limit: most.pool },
    ]
    for (const { key, limit } of keys)
      if (!(await limits.hit(tx, { userPoolId: pool.id, key, windowSeconds: hour, limit }, now)).allowed) refuse(429)
    await insertFeedback(tx, feedback, new Date(now.getTime() + keptMs))
    emit('feedback.given', { feedbackId: feedback.id })
  },
}

/** Administrators click on it. */
function webAddress(text: string): string {
  const address = checkedText(text, 'images', 2_048)
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address))
    refuse(400, { variant: 'webAddress', values: { field: 'images' } })
  return address
}
