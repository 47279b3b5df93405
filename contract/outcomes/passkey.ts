import type { OutcomeRows } from './shape.ts'

export const passkey = {
  6121: {
    name: 'PasskeyChallengeInvalid',
    status: 400,
    en: 'The passkey request has expired, has been answered already or was made for something else',
    zh: '通行密钥请求已过期、已使用，或并非用于此操作',
    note: 'Ask for new options and let the person use the passkey again; every challenge is good once and for five minutes.',
    noteZh: '请重新获取选项并让用户再次使用通行密钥；每个挑战仅能使用一次，五分钟内有效。',
  },
  6122: {
    name: 'PasskeyRejected',
    status: 403,
    en: 'The passkey could not be verified',
    zh: '通行密钥验证失败',
    note: 'Check that the answer of the authenticator is sent unchanged and belongs to the options that were asked for.',
    noteZh: '请检查认证器的返回结果是否原样提交，并与所请求的选项对应。',
    variants: {
      origin: {
        en: 'The passkey was used on another site than this one',
        zh: '通行密钥来自其他网站，而非本站',
        note: 'Use passkeys on a page of the very address of this server; see PUBLIC_URL.',
        noteZh: '请在本服务自身地址的页面上使用通行密钥；参见 PUBLIC_URL。',
      },
    },
  },
  6123: {
    name: 'PasskeyUnknown',
    status: 404,
    en: 'This passkey is not known here',
    zh: '此通行密钥未在本站登记',
    note: 'Let the person sign in another way; a passkey that was deleted here can be removed from the device as well.',
    noteZh: '请让用户以其他方式登录；已在本站删除的通行密钥也可从设备中移除。',
  },
  6124: {
    name: 'PasskeyCounterBehind',
    status: 403,
    en: 'The passkey may have been copied: its counter is behind the last one seen',
    zh: '通行密钥可能被复制：其计数器落后于上次记录',
    note: 'Let the person sign in another way, delete this passkey and register a new one.',
    noteZh: '请让用户以其他方式登录，删除此通行密钥并重新登记。',
  },
  6125: {
    name: 'PasskeyExists',
    status: 409,
    en: 'This passkey is registered already',
    zh: '此通行密钥已登记',
    note: 'Use it to sign in, or choose another authenticator.',
    noteZh: '请直接使用它登录，或选择其他认证器。',
  },
  6126: {
    name: 'PasskeysFull',
    status: 403,
    en: 'There is no room for another passkey: {limit} are registered',
    zh: '通行密钥数量已达上限：{limit} 个',
    note: 'Let the person delete a passkey that is no longer used.',
    noteZh: '请让用户删除不再使用的通行密钥。',
  },
  6127: {
    name: 'FreshSignInRequired',
    status: 403,
    en: 'This needs a fresh sign-in: sign in again, then repeat it',
    zh: '此操作需要重新登录后进行',
    note: 'Let the person sign in again (OpenID Connect: `prompt=login`) and repeat it within `data.maxAge` seconds. Where the operation takes them, the present password or a code sent to the present address will do instead.',
    noteZh:
      '请让用户重新登录（OpenID Connect 可使用 `prompt=login`），并在 `data.maxAge` 秒内重试；若该操作支持，也可随请求提交当前密码或发送到当前邮箱、手机号的验证码。',
  },
} as const satisfies OutcomeRows
