// npm run bench: starts the server in production mode, loads it, and prints each rate beside the bare limit.
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { benchOn, type Report } from './bench-on.ts'
import { type ExternalPostgres, readVersion, startPostgres } from './ground/postgres.ts'
import type { Measured } from './measure.ts'
import { type Options, readOptions } from './options.ts'
import { renderErrors, renderRest, renderTable } from './report/table.ts'
import { pickRows } from './row/all.ts'

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
  const rows = pickRows(options.only)
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

let options: Options
try {
  options = readOptions(process.argv.slice(2), process.env)
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}
const reports = await bench(options)
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
