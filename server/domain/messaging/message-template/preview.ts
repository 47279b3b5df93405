import type { Language } from '@menshen/contract/errors'
import type { Question } from '#domain/shape/verb.ts'
import { shown } from './in-force.ts'
import { spellOut } from './macros.ts'
import { samplesOf } from './macros-of-type.ts'
import { type TemplateContent, templateTypeOf } from './mail-template.ts'
import { parseMetaData } from './meta-data.ts'
import { type RenderedMail, renderTemplate } from './render.ts'
import { readTemplatesOf } from './template-store.ts'

export interface TemplatePreview {
  type: string
  language: Language
  /** JSON text of macro values that take the place of the samples. */
  metaData?: string | null
  /** What is not stored yet takes the place of what is. */
  draft?: Partial<TemplateContent>
}

/** The mail as it would look, with samples for what is not given. In this order: 2017 values, 2021 type, 3012 template, with the reason in `data`. */
export const previewTemplate: Question<TemplatePreview, RenderedMail> = {
  name: 'message-template.preview',
  admits: 'manager',
  async answer({ reader, pool, application }, { type: name, language, metaData, draft }) {
    const given = parseMetaData(metaData)
    const type = templateTypeOf(name)
    const template = shown(await readTemplatesOf(reader, pool.id, type), type, language)
    // HTML that is not stored yet goes with a text that is not written yet.
    const content = draft?.html === undefined ? { ...template, ...draft } : { ...template, text: null, ...draft }
    const samples = { ...samplesOf(type, language), client_name: application?.name ?? pool.name }
    return renderTemplate(content, { ...samples, ...spellOut(given) }, true)
  },
}
