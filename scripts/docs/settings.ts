// docs/reference/settings.md and its Chinese twin: what can be set of a pool and of an application, from the rows of the contract.
import {
  applicationSections,
  type Member,
  poolSections,
  type Section,
  type SettingRow,
  type SettingShape,
  unbuiltPoolSettings,
} from '@menshen/contract/settings'
import type { Render } from '../docs.ts'

type Tongue = 'en' | 'zh'

const pages: Record<Tongue, string> = { en: 'docs/reference/settings.md', zh: 'docs/reference/settings.zh-CN.md' }

const words = {
  en: {
    title: 'Settings of pools and applications',
    other: '[简体中文](settings.zh-CN.md)',
    pool: 'User pool',
    poolIntro: [
      'Read with `userpool` or `GET /api/v2/userpools/detail`, changed with `updateUserpool(input)`; what is not given stays, of a group too. A name that',
      'nobody knows is refused (400), and null as well, except where it is among the values. Settings of the operator are not told to anybody, and are set in the',
      'database: see [quotas](../guides/user-pools-and-applications.md#quotas).',
    ],
    unbuilt: 'Of the protocol and not built, refused by name (1000): ',
    application: 'Application',
    applicationIntro: [
      'Given with `POST /api/v2/applications`, changed with `POST` or `PUT /api/v2/applications/<id>`; what is not given stays. What the protocol has and Menshen',
      'does not is refused by name (1000).',
    ],
    columns: ['Setting', 'Values', 'Default', 'What it is'],
    flag: 'true or false',
    text: (max: number) => `text, up to ${max} characters`,
    list: 'list of ',
    pattern: 'list of texts like ',
    zero: '0 or ',
    units: { seconds: ' seconds', days: ' days' },
    null: 'null',
    or: ', or ',
    forNew: (value: string) => `; ${value} in a new pool`,
    operator: ' Set by the operator.',
  },
  zh: {
    title: '用户池与应用的设置',
    other: '[English](settings.md)',
    pool: '用户池',
    poolIntro: [
      '通过 `userpool` 或 `GET /api/v2/userpools/detail` 读取，通过 `updateUserpool(input)` 修改；未传的设置（包括分组内的）保持不变。名称未知的设置会被拒绝（400）；',
      '取值中未列出 null 的设置也不接受 null。由运维方设置的项目不会返回给任何人，须在数据库中设置，见[配额](../guides/user-pools-and-applications.md#quotas)（英文）。',
    ],
    unbuilt: '协议中有、但尚未实现，会点名拒绝（1000）：',
    application: '应用',
    applicationIntro: [
      '通过 `POST /api/v2/applications` 创建时指定，通过 `POST` 或 `PUT /api/v2/applications/<id>` 修改；未传的设置保持不变。协议中有而 Menshen 尚未实现的设置会点名拒绝（1000）。',
    ],
    columns: ['设置', '取值', '默认值', '说明'],
    flag: 'true 或 false',
    text: (max: number) => `文本，最多 ${max} 个字符`,
    list: '列表：',
    pattern: '文本的列表，形如 ',
    zero: '0，或 ',
    units: { seconds: ' 秒', days: ' 天' },
    null: 'null',
    or: '，或 ',
    forNew: (value: string) => `；新用户池为 ${value}`,
    operator: '由运维方设置。',
  },
} as const

/** The settings as two pages, one per language. */
export const render: Render = async () =>
  new Map((['en', 'zh'] as const).map((tongue) => [pages[tongue], renderPage(tongue)]))

function renderPage(tongue: Tongue): string {
  const { title, other, pool, poolIntro, unbuilt, application, applicationIntro } = words[tongue]
  const names = Object.keys(unbuiltPoolSettings).map((name) => `\`${name}\``)
  const blocks = [
    ...[`# ${title}`, other, `## ${pool}`, poolIntro.join('\n'), ...poolSections.flatMap(sectionIn(tongue))],
    unbuilt + names.join(', ') + (tongue === 'en' ? '.' : '。'),
    ...[`## ${application}`, applicationIntro.join('\n'), ...applicationSections.flatMap(sectionIn(tongue))],
  ]
  return `${blocks.join('\n\n')}\n`
}

const sectionIn =
  (tongue: Tongue) =>
  ({ title, rows }: Section): string[] => {
    const { columns } = words[tongue]
    const lines = Object.entries(rows).flatMap(([name, row]) => linesOf(row.wire ?? name, row, tongue))
    return [`### ${title[tongue]}`, [line(columns), line(columns.map(() => '---')), ...lines].join('\n')]
  }

function linesOf(name: string, row: SettingRow, tongue: Tongue): string[] {
  const text = `**${row.title[tongue]}**${tongue === 'en' ? '. ' : '：'}${row.help[tongue]}`
  const help = row.setBy === 'operator' ? text + words[tongue].operator : text
  if (row.kind !== 'group') return [memberLine(name, row, help, tongue)]
  const members = Object.entries(row.members).map(([key, member]) =>
    memberLine(`${name}.${key}`, member, member.title[tongue] + (tongue === 'en' ? '.' : '。'), tongue),
  )
  return [line([`\`${name}\``, '', '', help]), ...members]
}

function memberLine(name: string, member: Member, help: string, tongue: Tongue): string {
  const { or, null: nothing, forNew } = words[tongue]
  const values = valuesOf(member, tongue) + (member.nullable === 'always' ? or + nothing : '')
  const fresh = member.forNew === undefined ? '' : forNew(shown(member.forNew))
  return line([`\`${name}\``, values, shown(member.default) + fresh, help])
}

function valuesOf(shape: SettingShape, tongue: Tongue): string {
  const { flag, text, list, pattern, zero, units } = words[tongue]
  switch (shape.kind) {
    case 'flag':
      return flag
    case 'whole':
      return `${shape.zero ? zero : ''}${shape.min} – ${shape.max}${shape.unit ? units[shape.unit] : ''}`
    case 'level':
      return shape.levels.join(', ')
    case 'choice':
      return coded(shape.choices)
    case 'text':
      return text(shape.max)
    case 'list':
      return 'choices' in shape ? list + coded(shape.choices) : `${pattern}\`${shape.pattern}\``
    case 'special':
      return shape.form[tongue]
  }
}

const coded = (choices: readonly string[]) => choices.map((choice) => `\`${choice}\``).join(', ')

const shown = (value: unknown) => `\`${JSON.stringify(value)}\``

const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
