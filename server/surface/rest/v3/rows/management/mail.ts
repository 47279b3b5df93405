import { refuse } from '@menshen/contract/errors'
import Type, { type Static } from 'typebox'
import { getMailSender, type MailSender, setMailSender } from '#domain/messaging/message/mail-sender.ts'
import { configureTemplate } from '#domain/messaging/message-template/configure.ts'
import { listTemplates } from '#domain/messaging/message-template/list.ts'
import { type MailTemplate, templateTypeOf } from '#domain/messaging/message-template/mail-template.ts'
import { previewTemplate } from '#domain/messaging/message-template/preview.ts'
import { restDate } from '../../../../view/user.ts'
import {
  choice,
  flag,
  optionalFlag,
  optionalNumber,
  optionalObject,
  optionalText,
  optionalUnchecked,
  required,
  text,
} from '../../../engine/fields.ts'
import { shape, word } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { EmailProvider, EmailTemplate, EmailTemplateCategory } from '../../nouns/mail.ts'

/** The occasions of these clients that a mail is sent at. Several may be one mail of ours. */
const occasions = [
  'WELCOME_EMAIL',
  'FIRST_CREATED_USER',
  'REGISTER_VERIFY_CODE',
  'LOGIN_VERIFY_CODE',
  'MFA_VERIFY_CODE',
  'INFORMATION_COMPLETION_VERIFY_CODE',
  'FIRST_EMAIL_LOGIN_VERIFY',
  'CONSOLE_CONDUCTED_VERIFY',
  'ADMIN_RESET_USER_PASSWORD_NOTIFICATION',
  'USER_PASSWORD_RESET_NOTIFICATION',
  'RESET_PASSWORD_VERIFY_CODE',
  'SELF_UNLOCKING_VERIFY_CODE',
  'EMAIL_BIND_VERIFY_CODE',
  'EMAIL_UNBIND_VERIFY_CODE',
] as const
type Occasion = (typeof occasions)[number]

function encodeTemplate(type: Occasion, template: MailTemplate) {
  const { enabled, isSystem, name, subject, sender, html, expiresIn, redirectTo } = template
  return {
    type,
    customizeEnabled: enabled && !isSystem,
    name,
    subject,
    sender,
    content: html,
    ...(expiresIn !== null && { expiresIn }),
    ...(redirectTo !== null && { redirectTo }),
  }
}

const occasion = {
  type: choice(occasions, 'The occasion.'),
  tplEngine: optionalUnchecked('handlebar: macros in two braces, as templates have them anyway.', { type: 'string' }),
}

/** Templates are Liquid, which reads plain macros of Handlebars as they are; nothing reads the tags of EJS. */
function requireEngine({ tplEngine }: { tplEngine?: unknown }): void {
  if (tplEngine === undefined || tplEngine === null || tplEngine === '' || tplEngine === 'handlebar') return
  refuse(1000, { variant: 'notBuilt', values: { operation: 'message-template(tplEngine)' } })
}

/** Companies' mail that is reached as any other, at a host of its own. */
const hosts = { ali: 'smtp.qiye.aliyun.com', qq: 'smtp.exmail.qq.com' } as const

function encodeSender(sender: MailSender | null): Static<typeof EmailProvider> {
  if (!sender) return { enabled: false, updatedAt: null }
  const { kind, host, enabled, updatedAt } = sender
  const own = (Object.keys(hosts) as (keyof typeof hosts)[]).find((name) => hosts[name] === host)
  const type = kind === 'smtp' ? (own ?? 'custom') : kind === 'sendgrid' ? 'sendgrid' : undefined
  return { enabled, ...(type && { type }), updatedAt: restDate(updatedAt) }
}

const login = { sender: text('Who signs in, and who the mails come from.'), senderPass: text('The password.') }

const provider = {
  type: choice(['ali', 'qq', 'sendgrid', 'custom'], 'Which provider.'),
  enabled: optionalFlag('It is used, and not that of the platform; it has to be said.'),
  smtpConfig: optionalObject('Of custom.', {
    smtp_host: text('The host.'),
    smtp_port: optionalNumber('The port.'),
    sender: optionalText('Who signs in, and who the mails come from.'),
    senderPass: optionalText('The password.'),
    secure: flag('Encrypted from the first byte.'),
  }),
  sendGridConfig: optionalObject('Of sendgrid.', {
    sender: text('Who the mails come from.'),
    apikey: text('The key.'),
  }),
  aliExmailConfig: optionalObject('Of ali.', login),
  tencentExmailConfig: optionalObject('Of qq.', login),
}

interface Login {
  sender?: string
  senderPass?: string
}

interface SentProvider {
  type: 'ali' | 'qq' | 'sendgrid' | 'custom'
  enabled?: boolean
  smtpConfig?: Login & { smtp_host: string; smtp_port?: number; secure: boolean }
  sendGridConfig?: { sender: string; apikey: string }
  aliExmailConfig?: Login
  tencentExmailConfig?: Login
}

const signingIn = ({ sender, senderPass }: Login) => ({
  ...(sender !== undefined && { from: sender }),
  ...(senderPass !== undefined && { user: sender, password: senderPass }),
})

/** What a sender of ours needs, out of what these clients say. What is left out stays, of a sender of the same kind. */
function decodeProvider({ type, ...sent }: SentProvider) {
  const enabled = required(sent.enabled)
  if (type === 'sendgrid') {
    const { sendGridConfig } = sent
    return {
      kind: type,
      enabled,
      config: sendGridConfig ? { apiKey: sendGridConfig.apikey, from: sendGridConfig.sender } : null,
    }
  }
  if (type === 'custom') {
    const { smtpConfig } = sent
    if (!smtpConfig) return { kind: 'smtp', enabled, config: null }
    const { smtp_host: host, smtp_port: port, secure } = smtpConfig
    return {
      kind: 'smtp',
      enabled,
      config: { host, ...(port !== undefined && { port }), secure, ...signingIn(smtpConfig) },
    }
  }
  const given = required(type === 'ali' ? sent.aliExmailConfig : sent.tencentExmailConfig)
  return { kind: 'smtp', enabled, config: { host: hosts[type], port: 465, secure: true, ...signingIn(given) } }
}

export const mailRows: RestRow[] = [
  row('GET /api/v3/get-email-templates', listTemplates, {
    summary: 'List the mails that are sent',
    decode: (_sent, call) => ({ language: call.language, types: occasions.map(templateTypeOf) }),
    result: shape({ templates: Type.Array(EmailTemplate), categories: Type.Array(EmailTemplateCategory) }),
    encode: (templates) => ({
      templates: templates.map((template, at) => encodeTemplate(occasions[at] as Occasion, template)),
      categories: [],
    }),
  }),
  row('POST /api/v3/update-email-template', configureTemplate, {
    summary: 'Write a mail of your own',
    body: {
      ...occasion,
      customizeEnabled: optionalFlag('It is sent, and not that of the platform; as it was when left out.'),
      name: text('What administrators call it.'),
      subject: text('The subject.'),
      sender: text('The name of the sender.'),
      content: text('The HTML, with macros.'),
      expiresIn: optionalNumber('Lifetime of the code or link, in seconds; that of the pool when left out.'),
      redirectTo: optionalText('Where the link in the mail leads in the end.'),
    },
    decode: ({ body: { tplEngine, customizeEnabled, ...template } }) => {
      requireEngine({ tplEngine })
      return { ...template, enabled: customizeEnabled }
    },
    result: EmailTemplate,
    encode: (template, _call, { body }) => encodeTemplate(body.type, template),
  }),
  row('POST /api/v3/preview-email-template', previewTemplate, {
    summary: 'Show what a mail looks like',
    body: {
      ...occasion,
      content: optionalText('Instead of the HTML.'),
      subject: optionalText('Instead of the subject.'),
      sender: optionalText('Instead of the name of the sender.'),
      expiresIn: optionalNumber('The lifetime that it tells, in seconds.'),
    },
    decode: ({ body: { type, tplEngine, content, expiresIn, ...draft } }, call) => {
      requireEngine({ tplEngine })
      const minutes = expiresIn === undefined ? undefined : Math.floor(expiresIn / 60)
      return {
        type,
        language: call.language,
        metaData: minutes === undefined ? null : JSON.stringify({ expires_in: minutes }),
        draft: { ...draft, ...(content !== undefined && { html: content }) },
      }
    },
    result: shape({ content: word('HTML.'), subject: word(), sender: word() }),
    encode: ({ html, subject, sender }) => ({ content: html, subject, sender }),
  }),
  row('GET /api/v3/get-email-provider', getMailSender, {
    summary: 'Read the mail server of the pool',
    decode: () => ({}),
    result: EmailProvider,
    encode: encodeSender,
  }),
  row('POST /api/v3/config-email-provider', setMailSender, {
    summary: 'Set the mail server of the pool',
    body: provider,
    decode: ({ body }) => decodeProvider(body),
    result: EmailProvider,
    encode: encodeSender,
  }),
]
