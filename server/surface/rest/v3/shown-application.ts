import { refuse } from '@menshen/contract/errors'
import {
  authenticateApplication,
  type KnownApplication,
  type ShownApplication,
} from '#domain/entry/token-set/authenticate-application.ts'
import type { Hints } from '#domain/shape/hints.ts'
import { optionalText } from '../engine/fields.ts'
import type { Call } from '../engine/row.ts'

/** What shows which application asks, beside `Authorization: Basic` (RFC 6749 section 2.3.1). */
export const shownApplication = {
  client_id: optionalText('The application; the one of the headers when left out.'),
  client_secret: optionalText('Its secret, unless it has none or shows it in Authorization: Basic.'),
}

interface SentApplication {
  client_id?: string
  client_secret?: string
}

/** The application that asks: see `authenticateApplication`. 400 when it shows itself in two ways at once. */
export function applicationThatAsks(
  { domain, hints, request }: Call,
  sent: SentApplication,
): Promise<KnownApplication> {
  const inHeader = inBasic(request.headers.authorization)
  if (inHeader && (sent.client_secret !== undefined || (sent.client_id ?? inHeader.id) !== inHeader.id))
    refuse(400, { variant: 'misfit', values: { field: 'client_secret' } })
  return authenticateApplication(domain, hints, inHeader ?? { id: sent.client_id, secret: sent.client_secret })
}

/** Under which whoever asks is let on. No token says who: it is an application that asks. */
export function asApplication({ hints }: Call, { application }: KnownApplication): Hints {
  return { ...hints, applicationId: application.id, token: undefined }
}

/** Null for another scheme. 400 for what is none of this one. */
function inBasic(header: string | undefined): ShownApplication | null {
  const [, encoded] = /^basic\s+(\S+)\s*$/i.exec(header ?? '') ?? []
  if (encoded === undefined) return null
  const pair = Buffer.from(encoded, 'base64').toString()
  const at = pair.indexOf(':')
  const [id, secret] = [decoded(pair.slice(0, at)), decoded(pair.slice(at + 1))]
  return at > 0 && id && secret
    ? { id, secret }
    : refuse(400, { variant: 'misfit', values: { field: 'authorization' } })
}

/** As in a form; null when it is not. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return null
  }
}
