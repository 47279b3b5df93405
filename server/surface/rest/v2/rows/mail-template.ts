import Type from 'typebox'
import { configureTemplate } from '#domain/messaging/message-template/configure.ts'
import { listTemplates } from '#domain/messaging/message-template/list.ts'
import { type MailTemplate, templateTypeOf } from '#domain/messaging/message-template/mail-template.ts'
import { previewTemplate } from '#domain/messaging/message-template/preview.ts'
import { disableTemplate, enableTemplate } from '#domain/messaging/message-template/switch.ts'
import { sendByType } from '#domain/proof/admin-message/send-by-type.ts'
import { sentMessage } from '../../../view/send-message.ts'
import {
  flag,
  optionalAnyText,
  optionalChoice,
  optionalNumber,
  optionalText,
  optionalUnchecked,
  text,
} from '../../engine/fields.ts'
import { doneResult, shape, word } from '../../engine/results.ts'
import { type RestRow, row } from '../../engine/row.ts'
import { asText } from '../account-fields.ts'
import { MailTemplate as MailTemplateNoun } from '../nouns/pool.ts'
import { whenDelivered } from '../when-delivered.ts'

function encodeTemplate({ html, hasUrl, ...template }: MailTemplate) {
  return { ...template, content: html, hasURL: hasUrl }
}

const language = { language: optionalChoice(['zh-CN', 'en-US'], 'In which language; both, or yours, when left out.') }
const macros = { metaData: optionalUnchecked('The values of macros, as an object or as JSON in a text.') }

/** What the body says instead of what is stored. */
const draft = {
  subject: optionalAnyText('Instead of the subject.'),
  sender: optionalAnyText('Instead of the name of the sender.'),
  content: optionalAnyText('Instead of the HTML.'),
  text: optionalAnyText('Instead of the text.'),
}

interface Draft {
  subject?: string
  sender?: string
  content?: string
  text?: string
}

function draftIn({ content: html, subject, sender, text }: Draft) {
  const given = Object.entries({ subject, sender, html, text }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given)
}

type Switching = typeof enableTemplate | typeof disableTemplate

const switchRow = (name: 'enable' | 'disable', operation: Switching, summary: string): RestRow =>
  row(`POST /api/v2/mail-templates/:type/${name}`, operation, {
    summary,
    body: language,
    decode: ({ path, body }, call) => ({ ...path, language: body.language ?? null, shownIn: call.language }),
    result: MailTemplateNoun,
    encode: encodeTemplate,
  })

/** Every mail of the platform in both languages, which the published operations name six of and in one. */
export const mailTemplateRows: RestRow[] = [
  row('GET /api/v2/mail-templates', listTemplates, {
    summary: 'List the mails that are sent',
    query: language,
    decode: ({ query }, call) => ({ language: query.language ?? call.language }),
    result: shape({ list: Type.Array(MailTemplateNoun) }),
    encode: (list) => ({ list: list.map(encodeTemplate) }),
  }),
  row('GET /api/v2/mail-templates/:type', listTemplates, {
    summary: 'Read a mail that is sent',
    query: language,
    decode: ({ path, query }, call) => ({
      language: query.language ?? call.language,
      types: [templateTypeOf(path.type)],
    }),
    result: MailTemplateNoun,
    encode: ([template]) => encodeTemplate(template as MailTemplate),
  }),
  row('PUT /api/v2/mail-templates/:type', configureTemplate, {
    summary: 'Write a mail of your own',
    body: {
      ...language,
      name: text('What administrators call it.'),
      subject: text('The subject.'),
      sender: text('The name of the sender.'),
      content: text('The HTML, with macros.'),
      text: optionalText('The text; made from the HTML when left out.'),
      redirectTo: optionalText('Where the link in the mail leads in the end.'),
      hasURL: flag('It has a link.'),
      expiresIn: optionalNumber('Lifetime of the code or link, in seconds; that of the pool when left out.'),
    },
    decode: ({ path, body: { language = null, hasURL: hasUrl, ...written } }) => ({
      ...path,
      ...written,
      language,
      hasUrl,
    }),
    result: MailTemplateNoun,
    encode: encodeTemplate,
  }),
  switchRow('enable', enableTemplate, 'Send the mail that the pool wrote'),
  switchRow('disable', disableTemplate, 'Send the mail of the platform again'),
  row('POST /api/v2/mail-templates/:type/preview', previewTemplate, {
    summary: 'Show what a mail looks like',
    body: { ...language, ...macros, ...draft },
    // A whole template is shown as it is saved.
    ignored: ['name', 'hasURL', 'redirectTo', 'expiresIn'],
    decode: ({ path, body }, call) => ({
      ...path,
      language: body.language ?? call.language,
      metaData: asText(body.metaData),
      draft: draftIn(body),
    }),
    result: shape({ subject: word(), sender: word(), content: word('HTML.'), text: word() }),
    encode: ({ html, ...mail }) => ({ ...mail, content: html }),
  }),
  row('POST /api/v2/mail-templates/:type/send', sendByType, {
    summary: 'Send somebody a mail',
    body: { email: text('The e-mail address.'), ...macros, ...language },
    decode: ({ path, body }) => ({
      ...path,
      to: body.email,
      metaData: asText(body.metaData),
      language: body.language ?? null,
    }),
    result: doneResult,
    encode: whenDelivered,
    saying: sentMessage,
  }),
]
