import type { Language } from '@menshen/contract/errors'

type Words = Record<string, { name: string; description: string }>

/** What a scope lets an application know or do, as the consent page says it. */
const words: Record<Language, Words> = {
  'en-US': {
    openid: { name: 'Who you are', description: 'An identifier that stands for your account' },
    profile: { name: 'Your profile', description: 'Name, picture, gender, birthday and the like' },
    email: { name: 'Your e-mail address', description: 'The address, and whether it is verified' },
    phone: { name: 'Your phone number', description: 'The number, and whether it is verified' },
    address: { name: 'Your address', description: 'Country, city, street and postal code' },
    username: { name: 'Your username', description: 'The name that you sign in with' },
    external_id: { name: 'Your external identifier', description: 'By which another system knows you' },
    unionid: { name: 'Your union identifier', description: 'By which a social network knows you' },
    offline_access: { name: 'Stay connected', description: 'Use this access while you are away' },
  },
  'zh-CN': {
    openid: { name: '你的身份', description: '代表你的账号的标识' },
    profile: { name: '个人资料', description: '姓名、头像、性别、生日等' },
    email: { name: '邮箱', description: '邮箱地址及其是否已验证' },
    phone: { name: '手机号', description: '手机号码及其是否已验证' },
    address: { name: '地址', description: '国家、城市、街道与邮编' },
    username: { name: '用户名', description: '你登录时使用的名称' },
    external_id: { name: '外部标识', description: '其他系统中对应你的标识' },
    unionid: { name: 'UnionID', description: '社交平台中对应你的标识' },
    offline_access: { name: '保持连接', description: '在你离开时继续使用此授权' },
  },
}

export function describeScopes(names: string[], language: Language): { name: string; description: string }[] {
  return names.map((name) => ({ name, description: words[language][name]?.description ?? name }))
}

export const knownScopes: ReadonlySet<string> = new Set(Object.keys(words['en-US']))
