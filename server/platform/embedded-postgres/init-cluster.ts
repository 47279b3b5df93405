import { randomBytes } from 'node:crypto'
import { chownSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { nameForProgram } from './data-directory.ts'
import { explainProgram } from './explain.ts'
import { handOver, settle } from './hand-over.ts'
import { runProgram } from './run.ts'
import type { Binaries, OsUser } from './shapes.ts'
import { chooseMaker } from './unprivileged-user.ts'

const passwordFile = 'menshen.password'

/** The superuser cannot log in at all; our role owns its database and is no superuser, so a hole in us stays in there. */
const admission = `# Written by Menshen. Only its own role, only with its password (${passwordFile}).
local all menshen scram-sha-256
host all menshen 127.0.0.1/32 scram-sha-256
`

export function passwordPath(cluster: string): string {
  return join(cluster, passwordFile)
}

/**
 * Makes a new cluster with a role and a database `menshen`. It is made under another name and renamed when it is whole
 * and on the disk, so `<dataDir>/postgres` is never half a cluster.
 */
export async function initCluster(options: {
  dataDir: string
  cluster: string
  binaries: Binaries
  user: OsUser | undefined
}): Promise<void> {
  const { dataDir, cluster, binaries, user } = options
  const maker = chooseMaker(user)
  await removeUnfinished(dataDir)
  const unfinished = join(dataDir, `postgres.unfinished-${randomBytes(4).toString('hex')}`)
  mkdirSync(unfinished, { mode: 0o700 })
  try {
    if (maker) chownSync(unfinished, maker.uid, maker.gid)
    await fill(unfinished, { dataDir, binaries, maker })
    if (user) await handOver(unfinished, user)
    settle(unfinished)
    renameSync(unfinished, cluster)
    settle(dataDir)
  } catch (error) {
    await removeUnfinished(dataDir)
    throw error
  }
}

async function fill(
  directory: string,
  { dataDir, binaries, maker }: { dataDir: string; binaries: Binaries; maker: OsUser | undefined },
): Promise<void> {
  const place = nameForProgram(directory, dataDir, maker)
  const manner = { binaries, user: maker, cwd: directory }
  // The built-in C.UTF-8 knows letters of all languages and does not change its order when the system's C library does.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const rest = ['--username=postgres', '--auth=reject', '--data-checksums', '--no-instructions']
  const made = await runProgram('initdb', ['-D', place, ...locale, ...rest], manner)
  if (made.code !== 0) throw explainProgram('Setting up the embedded PostgreSQL', made.said, dataDir)

  const password = randomBytes(24).toString('hex')
  // Through the standard input, which unlike arguments nobody else can see. One statement a line (postgres --single).
  const input = [
    `CREATE ROLE menshen LOGIN CREATEDB PASSWORD '${password}'`,
    'ALTER DATABASE postgres RENAME TO menshen',
    'ALTER DATABASE menshen OWNER TO menshen',
    '',
  ].join('\n')
  const opened = await runProgram('postgres', ['--single', '-D', place, 'template1'], {
    ...manner,
    input,
  })
  if (opened.code !== 0 || /\bERROR:/.test(opened.said)) {
    throw explainProgram('Setting up the embedded PostgreSQL', opened.said.replaceAll(password, '[secret]'), dataDir)
  }
  write(join(directory, 'pg_hba.conf'), admission)
  write(passwordPath(directory), `${password}\n`)
}

function write(path: string, content: string): void {
  writeFileSync(path, content, { mode: 0o600 })
  settle(path)
}

/** What a killed start left. Its initdb may live a moment longer and write on, hence a new name each time. */
async function removeUnfinished(dataDir: string): Promise<void> {
  for (const name of readdirSync(dataDir)) {
    if (!name.startsWith('postgres.unfinished-')) continue
    await rm(join(dataDir, name), { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined)
  }
}
