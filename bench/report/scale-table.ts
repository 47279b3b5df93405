import type { Scaled, ScaleReport } from '../bench-scale.ts'

const ms = (value: number) => value.toFixed(value < 10 ? 2 : 0)

/** A Markdown table: of each row p50 and p99 at each size, and what the last p99 is of the first. */
export function renderScale({ database, scales, loadBefore, loadAfter, rows }: ScaleReport): string {
  const sizes = scales.flatMap((scale) => [`${scale.toLocaleString('en-US')} people: p50`, 'p99'])
  const head = ['one at a time, ms', ...sizes, ...(scales.length > 1 ? ['p99 ratio'] : [])]
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  return [
    `## ${database}\n`,
    line(head),
    `|---|${'---:|'.repeat(head.length - 1)}`,
    ...rows.map((row) => line([row.name, ...row.at.flatMap(({ p50, p99 }) => [ms(p50), ms(p99)]), ...ratioOf(row)])),
    '',
    `- fewest samples of a row at one size: ${Math.min(...rows.flatMap(({ at }) => at.map(({ samples }) => samples)))}`,
    `- load average before: ${loadBefore.toFixed(2)}, after: ${loadAfter.toFixed(2)}`,
  ].join('\n')
}

export function ratioOf({ at }: Scaled): string[] {
  const [first, last] = [at[0], at.at(-1)]
  return at.length > 1 && first && last ? [(last.p99 / first.p99).toFixed(2)] : []
}
