import Type from 'typebox'
import {
  anyObject,
  count,
  countOrNull,
  moment,
  momentOrNull,
  noun,
  nullable,
  word,
  wordOrNull,
  yesOrNo,
} from '../../engine/results.ts'

/** Its settings stand beside what is listed: the page of settings says them. */
export const UserPool = Type.Object(
  {
    id: word(),
    name: word(),
    domain: word(),
    description: wordOrNull(),
    logo: wordOrNull(),
    secret: word('Empty: it is told where it is made.'),
    jwtSecret: word('Empty.'),
    ownerId: wordOrNull(),
    userpoolTypes: Type.Array(anyObject('A type of pool.')),
    isDeleted: yesOrNo(),
    createdAt: moment(),
    updatedAt: moment(),
  },
  { title: 'UserPool', description: 'A user pool. Its settings stand beside these fields.' },
)

export const SigningKey = noun('SigningKey', 'A key with which the installation signs tokens.', {
  kid: word(),
  algorithm: word(),
  state: Type.Enum(['next', 'signing', 'retired']),
  createdAt: moment(),
  activeAt: moment(),
  endsAt: momentOrNull('Until when it is believed.'),
})

export const PoolVariable = noun('PoolVariable', 'A value that a pool keeps for its own use.', {
  key: word(),
  value: Type.Unknown({ description: 'Any JSON.' }),
})

export const Connection = noun('Connection', 'One way to reach an identity source.', {
  id: word(),
  userPoolId: word(),
  type: word(),
  identifier: word('Unique in the pool.'),
  displayName: word(),
  logo: wordOrNull(),
  userMatchFields: Type.Array(word()),
  enabled: yesOrNo(),
  fields: anyObject('What the type of the connection needs; secrets are masked.'),
  extIdpId: word(),
  appIds: Type.Array(word()),
  tenantIds: Type.Array(word()),
  createdAt: moment(),
  updatedAt: moment(),
})

export const IdentitySource = noun('IdentitySource', 'Where people have accounts already.', {
  id: word(),
  userPoolId: word(),
  tenantId: wordOrNull('Null: of the whole pool.'),
  name: word(),
  type: word(),
  connections: Type.Array(Connection),
  createdAt: moment(),
  updatedAt: moment(),
})

export const MailTemplate = noun('MailTemplate', 'The mail of one type, as it is sent.', {
  type: word(),
  language: nullable(Type.Enum(['zh-CN', 'en-US'])),
  name: word('What administrators call it.'),
  subject: word(),
  sender: word('The name of the sender.'),
  content: word('HTML.'),
  text: wordOrNull(),
  redirectTo: wordOrNull('Where the link in the mail leads in the end.'),
  hasURL: yesOrNo(),
  expiresIn: countOrNull('Lifetime of the code or link, in seconds; null: that of the pool.'),
  enabled: yesOrNo(),
  isSystem: yesOrNo('The text of the platform, and not one of the pool.'),
})

export const MailSender = noun('MailSender', 'The mail server of a pool. What it needs is not told.', {
  kind: word(),
  enabled: yesOrNo(),
  updatedAt: moment(),
})

export const SentMessage = noun('SentMessage', 'What became of one message.', {
  id: word(),
  userPoolId: word(),
  channel: Type.Enum(['mail', 'sms']),
  recipient: word(),
  template: word(),
  subject: word(),
  status: Type.Enum(['queued', 'sent', 'failed', 'outbox']),
  attempts: count(),
  failure: wordOrNull(),
  createdAt: moment(),
  sentAt: momentOrNull(),
})

export const Feedback = noun('Feedback', 'What somebody wrote who could not get in.', {
  id: word(),
  appId: wordOrNull(),
  type: word('The kind of trouble.'),
  phone: word('How to reach them, as typed.'),
  description: word(),
  images: Type.Array(word()),
  createdAt: moment(),
})

const importFields = {
  id: word(),
  fileName: word(),
  status: Type.Enum(['reading', 'running', 'done', 'failed']),
  total: count('Rows of the file, without the heading.'),
  createdAt: moment(),
  finishedAt: momentOrNull(),
}

export const ImportJob = noun('ImportJob', 'A file of people that is being read.', importFields)

export const ImportProgress = noun('ImportProgress', 'An import, and how far it is.', {
  ...importFields,
  done: count(),
  created: count(),
  refused: count(),
})
