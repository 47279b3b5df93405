import type { Report } from '../bench-on.ts'
import type { Measured } from '../measure.ts'

const head = [
  'row',
  '/s',
  'p50 ms',
  'p99 ms',
  'errors',
  'server cores',
  'postgres cores',
  'bare limit',
  'limit /s',
  'ratio',
]

function cells(row: Measured): string[] {
  return [
    row.name,
    rate(row.perSecond),
    row.p50.toFixed(row.p50 < 10 ? 2 : 0),
    row.p99.toFixed(row.p99 < 10 ? 2 : 0),
    String(row.errors),
    row.serverCores.toFixed(2),
    row.postgresCores?.toFixed(2) ?? '',
    row.limit.name,
    rate(row.limit.perSecond),
    row.ratio.toFixed(row.ratio < 0.1 ? 3 : 2),
  ]
}

const rate = (value: number) => (value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US'))

/** A Markdown table, which a terminal shows well enough. */
export function renderTable({ rows }: Report): string {
  const lines = [head, ...rows.map(cells)]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const isText = (column: number) => column === 0 || column === 7
  const line = (texts: string[]) =>
    `| ${texts.map((text, at) => (isText(at) ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0))).join(' | ')} |`
  const rule = `|${widths.map((width, at) => (isText(at) ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  return [line(head), rule, ...lines.slice(1).map(line)].join('\n')
}

/** What is not a rate. */
export function renderRest({ firstBoot, coldStart, memory, page, loadBefore }: Report): string {
  const lines = [
    `first boot, empty directory: ${(firstBoot / 1000).toFixed(2)} s`,
    `cold start to ready, existing directory: ${(coldStart.median / 1000).toFixed(2)} s (median of ${coldStart.runs.length})`,
  ]
  if (memory) lines.push(`server process: ${memory.idle.toFixed(0)} MiB idle, ${memory.peak.toFixed(0)} MiB at most`)
  if (page) {
    const parts = Object.entries(page).map(([kind, bytes]) => `${kind} ${kilobytes(bytes)}`)
    const total = Object.values(page).reduce((sum, bytes) => sum + bytes, 0)
    lines.push(`sign-in page on the wire: ${kilobytes(total)} (${parts.join(', ')})`)
  }
  lines.push(`load average before: ${loadBefore.toFixed(2)}`)
  return lines.map((text) => `- ${text}`).join('\n')
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`

/** What to look at when a row has errors. */
export function renderErrors({ rows }: Report): string {
  return rows.flatMap(({ id, errors, firstError }) => (errors > 0 ? [`${id}: ${firstError}`] : [])).join('\n')
}
