import type { Language } from '@menshen/contract/errors'
import type { Question } from '#domain/shape/verb.ts'
import { shown } from './in-force.ts'
import { type MailTemplate, type TemplateType, templateTypes } from './mail-template.ts'
import { readTemplates } from './template-store.ts'

export interface TemplateList {
  /** The language of those that the pool has not written. */
  language: Language
  /** Left out: all. The V2 API knows the first six. */
  types?: readonly TemplateType[]
}

/** One template for each type, as an administrator sees it. */
export const listTemplates: Question<TemplateList, MailTemplate[]> = {
  name: 'message-template.list',
  admits: 'manager',
  async answer({ reader, pool }, { language, types = templateTypes }) {
    const stored = await readTemplates(reader, pool.id)
    return types.map((type) => shown(stored, type, language))
  },
}
