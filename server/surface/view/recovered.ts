/** What is said when a password was reset, as recorded of the official service. */
export const passwordWasReset = { 'zh-CN': '重置密码成功！', 'en-US': 'The password has been reset' } as const
