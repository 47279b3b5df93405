import type { Language } from '@menshen/contract/errors'
import { configureTemplate } from '#domain/messaging/message-template/configure.ts'
import { listTemplates } from '#domain/messaging/message-template/list.ts'
import { type MailTemplate, templateTypeOf } from '#domain/messaging/message-template/mail-template.ts'
import { previewTemplate } from '#domain/messaging/message-template/preview.ts'
import { disableTemplate, enableTemplate } from '#domain/messaging/message-template/switch.ts'
import { sendByType } from '#domain/proof/admin-message/send-by-type.ts'
import { choiceOf } from '#domain/shape/choice.ts'
import { sentMessage } from '../../wire/send-message.ts'
import type { Parts, Reader } from '../parts.ts'
import { type Row, row } from '../row.ts'
import { whenDelivered } from '../when-delivered.ts'

function encodeTemplate({ html, hasUrl, ...template }: MailTemplate) {
  return { ...template, content: html, hasURL: hasUrl }
}

/** Null when none is named. */
function languageIn(part: Reader): Language | null {
  const language = part.optionalText('language')
  return language === undefined ? null : choiceOf<Language>(language, 'language', ['zh-CN', 'en-US'])
}

const typeIn = ({ path }: Parts) => path.text('type')

/** The values of macros: JSON in a text, as the operation has always taken it, or plain JSON. */
function metaDataIn(body: Reader): string | null {
  const { metaData = null } = body.pick(['metaData'])
  return metaData === null || typeof metaData === 'string' ? metaData : JSON.stringify(metaData)
}

/** What the body says instead of what is stored. */
function draftIn(body: Reader) {
  const given = { subject: 'subject', sender: 'sender', content: 'html', text: 'text' } as const
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, field]) => (body.has(name) ? [[field, body.optionalText(name) ?? '']] : [])),
  )
}

function switchRow(name: string, operation: typeof enableTemplate | typeof disableTemplate): Row {
  return row(
    `POST /api/v2/mail-templates/:type/${name}`,
    operation,
    (parts, { language = 'zh-CN' }) => ({
      type: typeIn(parts),
      language: languageIn(parts.body),
      shownIn: language,
    }),
    encodeTemplate,
  )
}

/** Every mail of the platform in both languages, which the published operations name six of and in one. */
export const mailTemplateRows: Row[] = [
  row(
    'GET /api/v2/mail-templates',
    listTemplates,
    ({ query }, { language = 'zh-CN' }) => ({ language: languageIn(query) ?? language }),
    (list) => ({ list: list.map(encodeTemplate) }),
  ),
  row(
    'GET /api/v2/mail-templates/:type',
    listTemplates,
    (parts, { language = 'zh-CN' }) => ({
      language: languageIn(parts.query) ?? language,
      types: [templateTypeOf(typeIn(parts))],
    }),
    ([template]) => encodeTemplate(template as MailTemplate),
  ),
  row(
    'PUT /api/v2/mail-templates/:type',
    configureTemplate,
    (parts) => ({
      type: typeIn(parts),
      language: languageIn(parts.body),
      name: parts.body.text('name'),
      subject: parts.body.text('subject'),
      sender: parts.body.text('sender'),
      content: parts.body.text('content'),
      text: parts.body.optionalText('text'),
      redirectTo: parts.body.optionalText('redirectTo'),
      hasUrl: parts.body.flag('hasURL'),
      expiresIn: parts.body.optionalNumber('expiresIn'),
    }),
    encodeTemplate,
  ),
  switchRow('enable', enableTemplate),
  switchRow('disable', disableTemplate),
  row(
    'POST /api/v2/mail-templates/:type/preview',
    previewTemplate,
    (parts, { language = 'zh-CN' }) => ({
      type: typeIn(parts),
      language: languageIn(parts.body) ?? language,
      metaData: metaDataIn(parts.body),
      draft: draftIn(parts.body),
    }),
    ({ html, ...mail }) => ({ ...mail, content: html }),
    // A whole template is shown as it is saved.
    { ignored: ['name', 'hasURL', 'redirectTo', 'expiresIn'] },
  ),
  row(
    'POST /api/v2/mail-templates/:type/send',
    sendByType,
    (parts) => ({
      type: typeIn(parts),
      to: parts.body.text('email'),
      metaData: metaDataIn(parts.body),
      language: languageIn(parts.body),
    }),
    whenDelivered,
    { saying: sentMessage },
  ),
]
