import type { Language } from '@menshen/contract/errors'

/** A macro of a mail: a value that is known when it is sent. */
interface Macro {
  /** Its spelling in newer editions of the templates. Both spellings always work. */
  upper: string
  /** What a preview shows. */
  sample: string | Record<Language, string>
}

/** All macros by their first spelling. */
export const macros = {
  client_name: { upper: 'AUTHING_CLIENT_NAME', sample: { 'zh-CN': '示例应用', 'en-US': 'Example App' } },
  client_description: {
    upper: 'AUTHING_CLIENT_DESCRIPTION',
    sample: { 'zh-CN': '一个示例应用', 'en-US': 'An application for example' },
  },
  user_email: { upper: 'AUTHING_USER_EMAIL', sample: 'lin@example.com' },
  user_name: { upper: 'AUTHING_USER_NAME', sample: { 'zh-CN': '小林', 'en-US': 'Lin' } },
  verify_code: { upper: 'AUTHING_VERIFY_CODE', sample: '481516' },
  /** What the code is for. */
  verify_purpose: { upper: 'AUTHING_VERIFY_PURPOSE', sample: { 'zh-CN': '登录', 'en-US': 'sign in' } },
  verify_link: { upper: 'AUTHING_VERIFY_LINK', sample: 'https://example.com/verify?token=sample' },
  /** Whole minutes for which the code or the link is good. */
  expires_in: { upper: 'AUTHING_EXPIRES_IN', sample: '5' },
  time: { upper: 'TIME', sample: '2026-01-31 08:30 UTC' },
  device: { upper: 'AUTHING_DEVICE', sample: 'Firefox · Linux' },
  ip: { upper: 'AUTHING_IP', sample: '192.0.2.1' },
  inviter_name: { upper: 'AUTHING_INVITER_NAME', sample: { 'zh-CN': '管理员', 'en-US': 'The administrator' } },
} as const satisfies Record<string, Macro>

export type MacroName = keyof typeof macros

export const macroNames = Object.keys(macros) as MacroName[]

/** Values to fill in, by any spelling; a name that is not in the table is the caller's own macro. Absent ones are unknown. */
export type MacroValues = Readonly<Partial<Record<MacroName, string | number | Date>> & Record<string, unknown>>

/** Values under every spelling, as text. Without a prototype: a template finds nothing that was not put there. */
export function spellOut(values: MacroValues): Record<string, string> {
  const spelt: Record<string, string> = Object.create(null)
  for (const [name, value] of Object.entries(values))
    if (value !== undefined && value !== null) spelt[name] = value instanceof Date ? formatTime(value) : String(value)
  for (const [lower, { upper }] of Object.entries(macros)) {
    const value = spelt[lower] ?? spelt[upper]
    if (value !== undefined) spelt[lower] = spelt[upper] = value
  }
  return spelt
}

/** A time that reads the same in both languages and everywhere: whose mail it is, and so whose time zone, is not known. */
function formatTime(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** A value for every macro, for previews. */
export function sampleMacros(language: Language): Record<MacroName, string> {
  const entries = Object.entries(macros).map(([name, { sample }]) => [
    name,
    typeof sample === 'string' ? sample : sample[language],
  ])
  return Object.fromEntries(entries)
}
