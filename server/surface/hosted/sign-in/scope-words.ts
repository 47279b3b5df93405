import type { Language } from '@menshen/contract/errors'

type Words = Record<string, { name: string; description: string }>

/** What a scope lets an application know or do, as the consent page says it. */
const words: Record<Language, Words> = {
  'en-US': {
    openid: { name: 'Know who you are', description: 'By an identifier that stands for your account' },
    profile: { name: 'See your profile', description: 'Name, picture, gender, birthday and the like' },
    email: { name: 'See your email address', description: 'And whether it is verified' },
    phone: { name: 'See your phone number', description: 'And whether it is verified' },
    address: { name: 'See your postal address', description: 'Country, city, street and postal code' },
    username: { name: 'See your username', description: 'The name that you sign in with' },
    external_id: { name: 'See your external identifier', description: 'By which another system knows you' },
    unionid: { name: 'See your union identifier', description: 'By which a social network knows you' },
    offline_access: { name: 'Keep access while you are away', description: 'Without asking you to sign in again' },
  },
  'zh-CN': {
    openid: { name: '确认你的身份', description: '通过代表你的账号的标识' },
    profile: { name: '查看个人资料', description: '姓名、头像、性别、生日等' },
    email: { name: '查看邮箱地址', description: '邮箱地址及其是否已验证' },
    phone: { name: '查看手机号码', description: '手机号码及其是否已验证' },
    address: { name: '查看通讯地址', description: '国家、城市、街道与邮编' },
    username: { name: '查看用户名', description: '你登录时使用的名称' },
    external_id: { name: '查看外部标识', description: '其他系统中对应你的标识' },
    unionid: { name: '查看 UnionID', description: '社交平台中对应你的标识' },
    offline_access: { name: '在你离开后继续访问', description: '无需你再次登录' },
  },
}

export function describeScopes(names: string[], language: Language): { name: string; description: string }[] {
  return names.map((name) => ({ name, description: words[language][name]?.description ?? name }))
}

export const knownScopes: ReadonlySet<string> = new Set(Object.keys(words['en-US']))
