export const agreementLanguages = ['zh-CN', 'en-US', 'zh-TW', 'ja-JP'] as const

/** What people agree to when they register at, or sign in to, an application. */
export interface Agreement {
  /** Within the application. */
  id: number
  userPoolId: string
  applicationId: string
  /** HTML, as the sign-in form shows it beside a box to tick. */
  title: string
  required: boolean
  /** The language of the form in which it is shown. */
  language: (typeof agreementLanguages)[number]
  /** 0: asked for when registering, 1: when signing in, 2: both. */
  availableAt: number
  /** From 1; its place among the application's. */
  position: number
}
