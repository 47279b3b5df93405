import type { Language } from '@menshen/contract/errors'
import type { Missing } from '#domain/account/account-linking/linking.ts'

interface Words {
  title: string
  /** `name`: what the account that went was known by; null when by neither address nor username. */
  lead: (day: string, name: string | null) => string
  effect: (until: string) => string
  button: string
  done: string
  doneLead: string
  missing: (things: string[]) => string
  things: Record<Missing, string>
}

export const undoLinkingWords: Record<Language, Words> = {
  'zh-CN': {
    title: '撤销账号合并',
    lead: (day, name) => `${name ? `账号 ${name}` : '一个账号'} 于 ${day} 被合并到了另一个账号。`,
    effect: (until) =>
      `撤销后，该账号连同原来的密码、二次验证方式和关联账号一并恢复；另一个账号因合并得到的内容会被收回，此后通过这些方式登录的设备会退出。${until} 之前可以撤销。`,
    button: '撤销合并',
    done: '账号合并已撤销',
    doneLead: '现在又是两个账号了。恢复的账号可以用它原来的密码和二次验证方式登录。',
    missing: (things) => `以下内容已被其他账号使用，未能恢复：${things.join('、')}。如需帮助，请联系管理员。`,
    things: {
      username: '用户名',
      email: '邮箱',
      phone: '手机号',
      externalId: '外部 ID',
      identity: '关联账号',
      subAccount: '子账号',
    },
  },
  'en-US': {
    title: 'Undo linking',
    lead: (day, name) => `On ${day} ${name ? `the account ${name}` : 'an account'} became part of another account.`,
    effect: (until) =>
      `Undoing brings it back with its own password, second factors and linked accounts. The other account loses what it got from it, and devices that signed in that way since are signed out. You can undo this until ${until}.`,
    button: 'Undo linking',
    done: 'The accounts are two again',
    doneLead: 'The account that is back has its own password and second factors again.',
    missing: (things) =>
      `Another account uses these now, so they could not be given back: ${things.join(', ')}. Your administrator can help.`,
    things: {
      username: 'username',
      email: 'email address',
      phone: 'phone number',
      externalId: 'external id',
      identity: 'linked account',
      subAccount: 'sub-account',
    },
  },
}
