// npm run bench: starts the server in production mode, loads it, and prints each rate beside the bare limit.
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { benchOn, type Report } from './bench-on.ts'
import { benchScale, type Scaled, type ScaleReport } from './bench-scale.ts'
import { type ExternalPostgres, readVersion, startPostgres } from './ground/postgres.ts'
import type { Measured } from './measure.ts'
import { type Options, readOptions } from './options.ts'
import { ratioOf, renderScale } from './report/scale-table.ts'
import { renderErrors, renderRest, renderTable } from './report/table.ts'
import { pickRows, usualRows } from './row/all.ts'
import { scaleRows } from './row/scale.ts'

async function findPostgres({ database }: Options): Promise<ExternalPostgres | null> {
  if (!database) return startPostgres()
  return { url: database, pid: null, version: await readVersion(database), stop: async () => {} }
}

function say({ id, perSecond, p50, p99, errors, ratio }: Measured): void {
  const rest = `p50 ${p50.toFixed(2)} p99 ${p99.toFixed(2)} ms, ratio ${ratio.toFixed(3)}, ${errors} errors`
  console.error(`  ${id.padEnd(18)} ${perSecond.toFixed(1).padStart(10)}/s  ${rest}`)
}

function show(report: Report): void {
  console.log(`\n## ${report.database}\n\n${renderTable(report)}\n\n${renderRest(report)}`)
  const errors = renderErrors(report)
  if (errors) console.log(`\n${errors}`)
}

async function bench(options: Options): Promise<Report[]> {
  const rows = pickRows(usualRows, options.only)
  const reports: Report[] = []
  for (const on of options.on) {
    const external = on === 'external' ? await findPostgres(options) : null
    if (on === 'external' && !external) {
      console.error('No PostgreSQL of the machine was found; give one with --database.')
      continue
    }
    console.error(on === 'external' ? `PostgreSQL ${external?.version}` : 'embedded PostgreSQL')
    const report = await benchOn(external, rows, options, say).finally(() => external?.stop())
    reports.push(report)
    show(report)
  }
  return reports
}

async function scaled(options: Options): Promise<ScaleReport> {
  const report = await benchScale(pickRows(scaleRows, options.only), options, sayScaled)
  console.log(`\n${renderScale(report)}`)
  return report
}

function sayScaled(row: Scaled): void {
  const times = row.at.map(({ p50, p99, samples }) => `p50 ${p50.toFixed(2)} p99 ${p99.toFixed(2)} ms of ${samples}`)
  const errors = row.at
    .map(({ errors, firstError }) => (errors > 0 ? `, ${errors} errors: ${firstError}` : ''))
    .join('')
  console.error(
    `  ${row.id.padEnd(18)} ${[...times, ...ratioOf(row).map((ratio) => `ratio ${ratio}`)].join('; ')}${errors}`,
  )
}

let options: Options
try {
  options = readOptions(process.argv.slice(2), process.env)
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}
const reports = options.scales.length > 0 ? [await scaled(options)] : await bench(options)
if (options.json) {
  const machine = {
    cores: availableParallelism(),
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
  }
  writeFileSync(
    options.json,
    `${JSON.stringify({ at: new Date().toISOString(), machine, seconds: options.seconds, reports }, null, 2)}\n`,
  )
}
