import { settings } from '../../server/config.ts'
import type { Render } from '../docs.ts'

type Tongue = 'en' | 'zh'
type Setting = Record<Tongue, string> & { fallback: string | null; secret?: true }

const pages: Record<Tongue, string> = {
  en: 'docs/reference/configuration.md',
  zh: 'docs/reference/configuration.zh-CN.md',
}

const words = {
  en: {
    title: 'Configuration',
    other: '[简体中文](configuration.zh-CN.md)',
    intro: [
      'Every setting is an environment variable, read once at the start. One that is empty or only spaces counts as not set. A value',
      'that cannot be right is refused at the start, in one line that says what to set.',
    ],
    columns: ['Setting', 'When not set', 'What it is'],
    secret: ' Secret.',
  },
  zh: {
    title: '配置项',
    other: '[English](configuration.md)',
    intro: [
      '所有配置项都是环境变量，仅在启动时读取一次；值为空或只含空格视为未设置。取值有误时拒绝启动，并用一行文字说明应如何设置。',
    ],
    columns: ['配置项', '未设置时', '说明'],
    secret: '属于机密。',
  },
} as const

/** The settings as two pages, one per language, from the table that reads them. */
export const render: Render = async () =>
  new Map((['en', 'zh'] as const).map((tongue) => [pages[tongue], renderPage(tongue)]))

function renderPage(tongue: Tongue): string {
  const { title, other, intro, columns } = words[tongue]
  const rows = Object.entries<Setting>(settings).map(([name, setting]) => renderRow(name, setting, tongue))
  const table = [line(columns), line(columns.map(() => '---')), ...rows].join('\n')
  return `${[`# ${title}`, other, intro.join('\n'), table].join('\n\n')}\n`
}

function renderRow(name: string, { fallback, secret, ...texts }: Setting, tongue: Tongue): string {
  const text = secret ? texts[tongue] + words[tongue].secret : texts[tongue]
  return line([`\`${name}\``, fallback === null ? '' : `\`${fallback}\``, text])
}

const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
