import type { Language } from '@menshen/contract/errors'
import type { Channel } from '#domain/messaging/message/message.ts'
import type { SentPurpose } from './purpose.ts'

const english: Record<SentPurpose, string> = {
  any: 'confirm that it is you',
  login: 'sign in',
  register: 'sign up',
  'reset-password': 'set a new password',
  bind: 'confirm that this address is yours',
  unbind: 'replace or remove this address',
  mfa: 'finish signing in',
  complete: 'complete your profile',
  'delete-account': 'delete your account',
}

const chinese: Record<SentPurpose, string> = {
  any: '验证身份',
  login: '登录',
  register: '注册',
  'reset-password': '重置密码',
  bind: '确认这是你的邮箱',
  unbind: '更换或解绑此邮箱',
  mfa: '完成登录',
  complete: '完善资料',
  'delete-account': '注销账号',
}

/**
 * What a code is for, to be read after "enter it to" and “用于”: people who are asked for a code see what it would do.
 */
export function purposeWords(purpose: SentPurpose, channel: Channel, language: Language): string {
  const words = (language === 'zh-CN' ? chinese : english)[purpose]
  return channel === 'mail' ? words : words.replace('address', 'number').replace('邮箱', '手机号')
}
