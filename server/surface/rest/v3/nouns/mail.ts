import Type from 'typebox'
import { count, momentOrNull, noun, word, yesOrNo } from '../../engine/results.ts'

export const EmailTemplate = noun('EmailTemplate', 'The mail of one occasion.', {
  type: word(),
  customizeEnabled: yesOrNo('The mail that the pool wrote is sent, and not that of the platform.'),
  name: word('What administrators call it.'),
  subject: word(),
  sender: word('The name of the sender.'),
  content: word('HTML.'),
  expiresIn: Type.Optional(count('Lifetime of the code or link, in seconds; that of the pool when left out.')),
  redirectTo: Type.Optional(word('Where the link in the mail leads in the end.')),
})

export const EmailTemplateCategory = noun('EmailTemplateCategory', 'Mails that belong together.', {
  title: word(),
  titleEn: word(),
  desc: word(),
  descEn: word(),
})

export const EmailProvider = noun('EmailProvider', 'The mail server of a pool. What it needs is not told.', {
  enabled: yesOrNo('False: that of the platform is used.'),
  type: Type.Optional(Type.Enum(['ali', 'qq', 'sendgrid', 'custom'])),
  updatedAt: momentOrNull('Null where none was ever set.'),
})
