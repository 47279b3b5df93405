/** What the User-Agent header says of the other side, in names that people know. Anybody can write anything into it. */
export interface Agent {
  type: DeviceType
  /** `Chrome`, `Safari`, or the first word of a program that is no browser, such as `okhttp`; null when nothing is said. */
  browser: string | null
  /** Major and minor as written; null for programs that do not say. */
  version: string | null
  os: string | null
}

export const deviceTypes = ['Browser', 'Mobile', 'Desktop'] as const
export type DeviceType = (typeof deviceTypes)[number]

/** The first that fits wins: nearly every browser also claims to be those below it. */
const browsers: [name: string, pattern: RegExp][] = [
  ['WeChat', /MicroMessenger\/([\d.]+)/],
  ['DingTalk', /DingTalk\/([\d.]+)/],
  ['Lark', /(?:Lark|Feishu)\/([\d.]+)/],
  ['Alipay', /AlipayClient\/([\d.]+)/],
  ['QQ Browser', /M?QQBrowser\/([\d.]+)/],
  ['UC Browser', /UC ?Browser\/([\d.]+)/],
  ['Edge', /Edg(?:e|A|iOS)?\/([\d.]+)/],
  ['Opera', /(?:OPR|Opera|OPT)\/([\d.]+)/],
  ['Samsung Internet', /SamsungBrowser\/([\d.]+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/([\d.]+)/],
  ['Chrome', /(?:HeadlessChrome|Chrome|CriOS)\/([\d.]+)/],
  ['Safari', /Version\/([\d.]+).* Safari\//],
  ['Internet Explorer', /(?:MSIE |Trident\/.*rv:)([\d.]+)/],
]

const systems: [name: string, pattern: RegExp][] = [
  ['HarmonyOS', /HarmonyOS|OpenHarmony/],
  ['Windows', /Windows/],
  ['Android', /Android/],
  ['iPadOS', /iPad/],
  ['iOS', /iPhone|iPod|CFNetwork\/.*Darwin/],
  ['macOS', /Mac OS X|Macintosh/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux|X11/],
]

const phones = new Set(['Android', 'HarmonyOS', 'iOS', 'iPadOS'])

/** Reads no more than 512 characters. */
export function parseUserAgent(header: string | null): Agent {
  const text = (header ?? '').slice(0, 512)
  const os = systems.find(([, pattern]) => pattern.test(text))?.[0] ?? null
  const [name, pattern] = browsers.find(([, known]) => known.test(text)) ?? []
  const program = name ? null : /^([\p{L}][\p{L}\p{N} ._-]{0,39}?)(?:\/([\d.]{1,20}))?(?:[\s(;]|$)/u.exec(text)
  const version = (pattern?.exec(text)?.[1] ?? program?.[2])?.split('.').slice(0, 2).join('.') ?? null
  return { type: os && phones.has(os) ? 'Mobile' : 'Browser', browser: name ?? program?.[1] ?? null, version, os }
}

/** `Chrome · Windows`; null when nothing is known. */
export function nameAgent({ browser, os }: Pick<Agent, 'browser' | 'os'>): string | null {
  return [browser, os].filter((part) => part !== null).join(' · ') || null
}
