import { createHmac } from 'node:crypto'
import type { PagePort } from '#domain/top/installation/page-port.ts'

/** What our pages can prove to be theirs when it comes back from a browser. */
export interface PageSecrets {
  /** Stands in a page, and comes back with what is done there. `subject`: what the page was opened for. */
  proofOf(subject: string): string
  /** A text that a browser keeps for us for so many seconds, and cannot read. */
  close(purpose: string, text: string, seconds: number): string
  /** Null for what was not closed for this purpose, and for what was kept too long. */
  open(purpose: string, closed: string): string | null
}

type Made = Pick<PagePort, 'cookieSecret' | 'seal' | 'clock'>

export function createPageSecrets({ cookieSecret, seal, clock }: Made): PageSecrets {
  function opened(purpose: string, closed: string): string {
    try {
      return seal.open(purpose, Buffer.from(closed, 'base64url'))
    } catch {
      return ''
    }
  }
  return {
    proofOf: (subject) => createHmac('sha256', cookieSecret).update(`interaction ${subject}`).digest('base64url'),
    close(purpose, text, seconds) {
      const until = clock().getTime() + seconds * 1000
      return seal.close(purpose, `${until} ${text}`).toString('base64url')
    },
    open(purpose, closed) {
      const [, until, text = ''] = /^(\d+) (.*)$/s.exec(opened(purpose, closed)) ?? []
      return until && Number(until) > clock().getTime() ? text : null
    },
  }
}
