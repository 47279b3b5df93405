// docs/reference/providers.md and its Chinese twin: every provider and what it needs, from the definitions.
import type { TObject, TSchema } from 'typebox'
import { type DescribedSetting, describeSettings } from '../../server/provider/describe-settings.ts'
import { mailProviders } from '../../server/provider/mail/make-mail.ts'
import { smsProviders } from '../../server/provider/sms/make-sms.ts'
import { storageProviders } from '../../server/provider/storage/make-storage.ts'
import type { Render } from '../docs.ts'

type Tongue = 'en' | 'zh'

interface Provider {
  kind: string
  names: Record<Tongue, string>
  settings: TObject
  /** Of a storage: the address with the settings in their places. */
  form?: string
}

const pages: Record<Tongue, string> = { en: 'docs/reference/providers.md', zh: 'docs/reference/providers.zh-CN.md' }

const words = {
  en: {
    title: 'Providers',
    other: '[简体中文](providers.zh-CN.md)',
    intro: [
      'Whose services can be put to use, and what each needs. A setting that is missing or of another type is refused by its name. A',
      'secret is stored sealed and never read back.',
    ],
    channels: {
      mail: 'Mail: `kind` and `config` of `PUT /api/v2/mail-sender`',
      sms: 'Texts: `provider` and `config` of `customSMSProvider`, a setting of the pool',
      storage: 'Files: `STORAGE_URL`',
    },
    columns: ['Setting', 'Type', 'Required', 'Example', 'What it is'],
    types: { string: 'text', address: 'address', boolean: 'true or false', object: 'object' },
    range: (min: number, max: number) => `whole number, ${min} to ${max}`,
    yes: 'yes',
    secret: ' Secret.',
  },
  zh: {
    title: '服务商',
    other: '[English](providers.md)',
    intro: [
      '可以接入的第三方服务，以及各自所需的配置。缺少某项或类型不符时，会按名称拒绝。机密加密存储，不会再次显示。',
    ],
    channels: {
      mail: '邮件：`PUT /api/v2/mail-sender` 的 `kind` 与 `config`',
      sms: '短信：用户池配置 `customSMSProvider` 的 `provider` 与 `config`',
      storage: '文件：`STORAGE_URL`',
    },
    columns: ['配置项', '类型', '必填', '示例', '说明'],
    types: { string: '文本', address: '网址', boolean: 'true 或 false', object: '对象' },
    range: (min: number, max: number) => `${min} 到 ${max} 的整数`,
    yes: '是',
    secret: '属于机密。',
  },
} as const

const channels: Record<keyof (typeof words)['en']['channels'], readonly Provider[]> = {
  mail: mailProviders,
  sms: smsProviders,
  storage: storageProviders,
}

/** The providers as two pages, one per language, a section per channel. */
export const render: Render = async () =>
  new Map((['en', 'zh'] as const).map((tongue) => [pages[tongue], renderPage(tongue)]))

function renderPage(tongue: Tongue): string {
  const { title, other, intro, channels: titles } = words[tongue]
  const sections = Object.entries(channels).flatMap(([channel, providers]) => [
    `## ${titles[channel as keyof typeof titles]}`,
    ...providers.flatMap((provider) => renderProvider(provider, tongue)),
  ])
  return `${[`# ${title}`, other, intro.join('\n'), ...sections].join('\n\n')}\n`
}

function renderProvider({ kind, names, settings, form }: Provider, tongue: Tongue): string[] {
  const { columns } = words[tongue]
  const rows = describeSettings(settings).map((setting) => renderSetting(setting, tongue))
  return [
    `### ${names[tongue]}: \`${kind}\``,
    ...(form ? [`\`${form}\``] : []),
    [line(columns), line(columns.map(() => '---')), ...rows].join('\n'),
  ]
}

function renderSetting({ name, required, secret, meaning, example, schema }: DescribedSetting, tongue: Tongue): string {
  const shown = typeof example === 'string' ? example : JSON.stringify(example)
  const text = meaning[tongue] + (secret ? words[tongue].secret : '')
  return line([`\`${name}\``, typeOf(schema, tongue), required ? words[tongue].yes : '', `\`${shown}\``, text])
}

/** What JSON Schema says of a type, in words. */
function typeOf(schema: TSchema, tongue: Tongue): string {
  const { type, format, minimum, maximum, enum: choices } = schema as Record<string, unknown>
  const { types, range } = words[tongue]
  if (Array.isArray(choices)) return choices.map((choice) => `\`${choice}\``).join(', ')
  if (type === 'integer') return range(Number(minimum), Number(maximum))
  return types[format === 'url' ? 'address' : (type as keyof typeof types)]
}

const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
