/** The languages in which the platform answers. */
export type Language = 'en-US' | 'zh-CN'

/**
 * The language of an answer. `x-authing-lang` is a choice made in the client, so it wins over `Accept-Language`
 * (RFC 9110 12.5.4), which is the browser's and decides where we do not have what was chosen. Somebody who asks only for languages
 * that we do not have reads English; somebody who asks for nothing reads Chinese, as on the service whose clients we serve.
 */
export function pickLanguage(xAuthingLang?: string, acceptLanguage?: string): Language {
  const chosen = xAuthingLang?.trim()
  const own = chosen ? ours(chosen) : undefined
  if (own) return own
  const wanted = (acceptLanguage ?? '').split(',').map(readRange).filter(isUsable).sort(byWeight)
  for (const { tag } of wanted) {
    const language = ours(tag)
    if (language) return language
  }
  return chosen || wanted.length > 0 ? 'en-US' : 'zh-CN'
}

type Range = { tag: string; weight: number }

function ours(tag: string): Language | undefined {
  if (/^zh([-_]|$)/i.test(tag)) return 'zh-CN'
  if (/^en([-_]|$)/i.test(tag)) return 'en-US'
  return undefined
}

function readRange(text: string): Range {
  const [tag = '', ...parameters] = text.split(';').map((part) => part.trim())
  const q = parameters.find((parameter) => /^q=/i.test(parameter))
  return { tag, weight: q === undefined ? 1 : Number(q.slice(2)) }
}

// `*` says only that any language will do, which is to ask for nothing. A weight of 0, or none that is a number, is a no.
const isUsable = ({ tag, weight }: Range) => tag !== '' && tag !== '*' && weight > 0

const byWeight = (a: Range, b: Range) => b.weight - a.weight
