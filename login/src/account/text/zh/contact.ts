import type { contact as english } from '../en/contact.ts'

export const contact: typeof english = {
  title: { email: '邮箱', phone: '手机号' },
  lead: '验证码将发送至新地址，以确认其属于你。',
  leadOld: '新地址和当前地址会分别收到一个验证码。',
  next: { email: '新邮箱', phone: '新手机号' },
  newCode: (address) => `发送至 ${address} 的验证码`,
  oldCode: (address) => `发送至当前地址 ${address} 的验证码`,
  confirm: '确认',
  verifyTitle: { email: '验证邮箱', phone: '验证手机号' },
  verifyLead: (address) => `验证码将发送至 ${address}，以确认其属于你。`,
  verified: { email: '邮箱已验证。', phone: '手机号已验证。' },
  changed: { email: '邮箱已修改。', phone: '手机号已修改。' },
  removeTitle: { email: '解绑邮箱？', phone: '解绑手机号？' },
  removeLead: (address) => `解绑后无法再用 ${address} 登录，也不会再向其发送验证码。`,
  removed: { email: '邮箱已解绑。', phone: '手机号已解绑。' },
}
