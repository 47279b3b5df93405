import { type Outcome, type Topic, topics, type Variant } from '@menshen/contract/errors'
import type { Render } from '../docs.ts'

type Tongue = 'en' | 'zh'

const pages: Record<Tongue, string> = { en: 'docs/reference/errors.md', zh: 'docs/reference/errors.zh-CN.md' }

const words = {
  en: {
    title: 'Error codes',
    other: '[简体中文](errors.zh-CN.md)',
    intro: [
      'Every number that an answer can carry as its `code`, with the English text that comes with it. Switch on the number; texts',
      'may be reworded. `{name}` stands for a value of the request at hand. *Family* is the `statusCode` that goes with the number',
      'where an interface has one; GraphQL and REST V2 themselves answer HTTP 200. *Data* lists the keys of `data`, which is `null`',
      'where none is named.',
    ],
    columns: ['Code', 'Name', 'Message', 'Family', 'Data', 'What to do'],
    origin: (page: number, edition: string, own: string) =>
      `${page} of these numbers are on the error code page of Authing's V2 documentation, ${edition} only on its Chinese edition, and ${own} are Menshen's own.`,
    list: ', ',
  },
  zh: {
    title: '错误码',
    other: '[English](errors.md)',
    intro: [
      '应答中 `code` 的所有取值及其中文提示。请以数字作为判断依据，提示文字可能调整；`{name}` 代表本次请求中的具体值。',
      '“状态族”为带 `statusCode` 的接口中与该错误码对应的取值，GraphQL 与 REST V2 接口本身的 HTTP 状态码为 200。',
      '“数据”列出 `data` 中的键，未列出时 `data` 为 `null`。',
    ],
    columns: ['错误码', '名称', '提示', '状态族', '数据', '处理方法'],
    origin: (page: number, edition: string, own: string) =>
      `其中 ${page} 个来自 Authing V2 文档的错误码页，${edition} 仅见于该页的中文版，${own} 为 Menshen 自有。`,
    list: '、',
  },
} as const

/** The catalogue as two pages, one per language, one table per topic. */
export const render: Render = async () =>
  new Map((['en', 'zh'] as const).map((tongue) => [pages[tongue], renderPage(tongue)]))

function renderPage(tongue: Tongue): string {
  const { title, other, intro } = words[tongue]
  const blocks = [`# ${title}`, other, intro.join('\n'), renderOrigin(tongue)]
  for (const topic of topics) blocks.push(`## ${topic[tongue]}`, renderTable(topic, tongue))
  return `${blocks.join('\n\n')}\n`
}

function renderOrigin(tongue: Tongue): string {
  const rows = topics.flatMap((topic) => Object.entries(topic.rows))
  const numbers = (belongs: (row: Outcome) => boolean) =>
    rows.flatMap(([code, row]) => (belongs(row) ? [code] : [])).join(words[tongue].list)
  const onPage = rows.filter(([, row]) => row.onFoundingPage).length
  const own = numbers((row) => !row.onFoundingPage && !row.edition)
  return words[tongue].origin(
    onPage,
    numbers((row) => row.edition === 'zh'),
    own,
  )
}

function renderTable(topic: Topic, tongue: Tongue): string {
  const { columns } = words[tongue]
  const lines = Object.entries(topic.rows).flatMap(([code, row]) => [
    renderRow(code, row.name, row, tongue),
    ...Object.entries(row.variants ?? {}).map(([variant, own]) =>
      renderRow(code, `${row.name}, ${variant}`, { ...row, ...own }, tongue),
    ),
  ])
  return [line(columns), line(columns.map(() => '---')), ...lines].join('\n')
}

function renderRow(code: string, name: string, row: Outcome & Variant, tongue: Tongue): string {
  const [text, note] = tongue === 'en' ? [row.en, row.note] : [row.zh, row.noteZh]
  const data = (row.payload ?? []).map((key) => `\`${key}\``).join(', ')
  return line([code, name, text, String(row.status), data, note])
}

const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
