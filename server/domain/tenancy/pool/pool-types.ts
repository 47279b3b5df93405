import type { Language } from '@menshen/contract/errors'
import { refuse } from '@menshen/contract/errors'

/** What a pool's people sign in to. It says so to the administrators of the pool, and changes nothing. */
export interface PoolType {
  code: string
  name: Record<Language, string>
  description: Record<Language, string>
  /** Names of the packages that fit. */
  sdks: string[]
}

export const poolTypes: readonly PoolType[] = [
  {
    code: 'web',
    name: { 'zh-CN': '网站', 'en-US': 'Website' },
    description: { 'zh-CN': '在浏览器中运行的应用', 'en-US': 'Applications that run in a browser' },
    sdks: ['authing-js-sdk', '@authing/guard'],
  },
  {
    code: 'mobile',
    name: { 'zh-CN': '移动应用', 'en-US': 'Mobile app' },
    description: { 'zh-CN': 'iOS 与 Android 应用', 'en-US': 'Apps for iOS and Android' },
    sdks: ['guard-ios', 'guard-android', 'authing_sdk'],
  },
  {
    code: 'mini-program',
    name: { 'zh-CN': '小程序', 'en-US': 'Mini program' },
    description: { 'zh-CN': '微信等平台上的小程序', 'en-US': 'Programs inside WeChat and the like' },
    sdks: ['authing-wxapp-sdk'],
  },
  {
    code: 'desktop',
    name: { 'zh-CN': '桌面应用', 'en-US': 'Desktop app' },
    description: { 'zh-CN': '安装在电脑上的应用', 'en-US': 'Programs installed on a computer' },
    sdks: ['authing-js-sdk'],
  },
  {
    code: 'server',
    name: { 'zh-CN': '服务端', 'en-US': 'Server' },
    description: { 'zh-CN': '后端服务与机器间调用', 'en-US': 'Back ends, and machines that call each other' },
    sdks: ['authing-js-sdk', 'authing-py-sdk', 'authing-go-sdk', 'authing-java-sdk'],
  },
]

/** Codes of types, each once. 2009 for one that there is none of. */
export function parsePoolTypes(value: unknown): string[] {
  if (!Array.isArray(value)) return refuse(2009)
  for (const code of value) if (!poolTypes.some((type) => type.code === code)) refuse(2009)
  return [...new Set(value as string[])]
}
