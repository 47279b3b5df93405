import { type Language, refuse } from '@menshen/contract/errors'
import { checkedText } from '#domain/shape/text.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { maxTemplate } from './engine.ts'
import { requireSendable } from './macros-of-type.ts'
import { type MailTemplate, templateTypeOf } from './mail-template.ts'
import { saveTemplate } from './template-store.ts'

/** A custom template as a door hands it over. */
export interface TemplateInput {
  type: string
  name: string
  subject: string
  sender: string
  /** The HTML. */
  content: string
  /** Left out: made from the HTML of each mail. */
  text?: string | null
  redirectTo?: string | null
  hasUrl?: boolean | null
  /** Seconds. */
  expiresIn?: number | null
  /** Left out: serves every language. */
  language?: Language | null
  /** Whether it is in force; left out: as it was. */
  enabled?: boolean | undefined
}

/** Longest lifetime of a code or link, in seconds: 31 days. */
const maxLifetime = 2_678_400

/**
 * Writes the pool's own template, and puts it in force or not, as it is told to; left to itself, unless it is one that was disabled. 2021 unknown type, 400 for what cannot
 * be stored or followed, 3012 for what could not be sent, with the reason in `data`.
 */
export const configureTemplate: Verb<
  'message-template.configured',
  TemplateInput,
  MailTemplate,
  { template: MailTemplate; enabled: boolean | undefined }
> = {
  name: 'message-template.configure',
  admits: 'manager',
  emits: ['message-template.configured'],
  prepare(_before, input) {
    const template = readInput(input)
    requireSendable(template)
    return { template, enabled: input.enabled }
  },
  async run({ tx, pool, now, emit }, { template, enabled }) {
    emit('message-template.configured', { template: template.type })
    return saveTemplate(tx, pool.id, { ...template, enabled }, now)
  },
}

function readInput(input: TemplateInput): MailTemplate {
  const { text = null, redirectTo, hasUrl, expiresIn = null, language = null } = input
  if (expiresIn !== null && !(Number.isInteger(expiresIn) && expiresIn >= 1 && expiresIn <= maxLifetime))
    refuse(400, { variant: 'seconds', values: { field: 'expiresIn', min: 1, max: maxLifetime } })
  return {
    type: templateTypeOf(input.type),
    language,
    name: checkedText(input.name, 'name', 100),
    subject: checkedText(input.subject, 'subject', 1000),
    sender: checkedText(input.sender, 'sender', 200),
    html: checkedText(input.content, 'content', maxTemplate),
    text: text === null ? null : checkedText(text, 'text', maxTemplate),
    redirectTo: redirectTo ? webAddress(redirectTo) : null,
    hasUrl: hasUrl ?? false,
    expiresIn,
    enabled: true,
    isSystem: false,
  }
}

/** People are sent there from a mail that we vouch for: a web address and nothing that a browser would run. */
function webAddress(text: string): string {
  const address = checkedText(text, 'redirectTo', 2048)
  const protocol = URL.parse(address)?.protocol
  if (protocol === 'https:' || protocol === 'http:') return address
  return refuse(400, { variant: 'webAddress', values: { field: 'redirectTo' } })
}
