import type { Language } from '@menshen/contract/errors'
import { nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import { shown } from './in-force.ts'
import { type MailTemplate, templateTypeOf } from './mail-template.ts'
import { readTemplatesOf, switchOff, switchOn } from './template-store.ts'

export interface TemplateChoice {
  type: string
  /** The language in which to answer what stands there now. */
  shownIn: Language
  /** Left out: the template that serves every language. */
  language?: Language | null
}

/** Puts the pool's own template in force, or the platform's again where that was switched off. 2021 unknown type. */
export const enableTemplate: Verb<'message-template.enabled', TemplateChoice, MailTemplate> = {
  name: 'message-template.enable',
  admits: 'manager',
  emits: ['message-template.enabled'],
  prepare: nothingToPrepare,
  async run(context, input) {
    const template = await turn(context, input, switchOn)
    context.emit('message-template.enabled', { template: template.type })
    return template
  },
}

/**
 * Takes the pool's own template out of force, so that the platform's serves again; where the pool has none, switches the
 * platform's off, so that such a mail is refused (2021, 2022). Doing it twice changes nothing more. 2021 unknown type.
 */
export const disableTemplate: Verb<'message-template.disabled', TemplateChoice, MailTemplate> = {
  name: 'message-template.disable',
  admits: 'manager',
  emits: ['message-template.disabled'],
  prepare: nothingToPrepare,
  async run(context, input) {
    const template = await turn(context, input, switchOff)
    context.emit('message-template.disabled', { template: template.type })
    return template
  },
}

type Turning = Pick<Parameters<(typeof enableTemplate)['run']>[0], 'tx' | 'pool' | 'now'>

async function turn(
  { tx, pool, now }: Turning,
  { type: name, language = null, shownIn }: TemplateChoice,
  change: typeof switchOn,
): Promise<MailTemplate> {
  const type = templateTypeOf(name)
  await change(tx, pool.id, { type, language }, now)
  return shown(await readTemplatesOf(tx, pool.id, type), type, language ?? shownIn)
}
