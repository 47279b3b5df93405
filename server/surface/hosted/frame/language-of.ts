import type { IncomingHttpHeaders } from 'node:http'
import { type Language, pickLanguage } from '@menshen/contract/errors'

/**
 * The language of a page. What the person chose on a page of ours wins, then what the client asked for, then what the
 * application asked for (tags with spaces between, the preferred first), then the browser's own wish.
 */
export function languageOf(headers: IncomingHttpHeaders, languages: string | null = null): Language {
  const chosen = /(?:^|;\s*)menshen_language=(zh-CN|en-US)(?:;|$)/.exec(headers.cookie ?? '')?.[1]
  if (chosen) return chosen as Language
  const header = headers['x-authing-lang']
  const asked = (typeof header === 'string' && header) || languages?.split(' ').find((tag) => /^(zh|en)\b/i.test(tag))
  return pickLanguage(asked || undefined, headers['accept-language'])
}
