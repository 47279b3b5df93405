import { StartError } from '../start-error.ts'
import { logPath } from './log-file.ts'

const needsGlibc =
  'The PostgreSQL that Menshen brings cannot run on this system (it needs glibc): set DATABASE_URL to a PostgreSQL 14 or newer server.'

/** Turns whatever stopped a start into the one line that names the mend. */
export function explain(error: unknown, dataDir: string): StartError {
  if (error instanceof StartError) return error
  const { code = '', path = dataDir, syscall = '', message } = error as NodeJS.ErrnoException
  const sentence = syscall.startsWith('spawn') ? bySpawn(code, path) : byErrorCode(code, path, dataDir)
  const plain = `The embedded PostgreSQL could not be started in ${dataDir} (${message}): mend that, or set DATABASE_URL to another PostgreSQL server.`
  return new StartError(sentence ?? byText(String(message), dataDir) ?? plain, { cause: error })
}

/** `said` is what initdb printed or PostgreSQL logged before it gave up. */
export function explainProgram(what: string, said: string, dataDir: string): StartError {
  const known = byText(said, dataDir)
  if (known) return new StartError(known)
  const reason = /(?:FATAL|PANIC|error): +(.+)/.exec(said)?.[1] ?? (said.trim().split('\n').at(-1) || 'it said nothing')
  return new StartError(
    `${what} failed: ${reason}; ${logPath(dataDir)} may say more, and DATABASE_URL can name another PostgreSQL server instead.`,
  )
}

function bySpawn(code: string, program: string): string | undefined {
  switch (code) {
    case 'EPERM':
    case 'EINVAL':
      return 'PostgreSQL refuses root, and this container does not let root start it as somebody else (it lacks CAP_SETUID and CAP_SETGID): start Menshen as an ordinary user that owns its DATA_DIR, or set DATABASE_URL.'
    case 'EACCES':
      return `${program} may not be run: mount its file system without "noexec", move Menshen to another one, or set DATABASE_URL.`
    case 'ENOENT':
      // The program is there; what the kernel misses is the C library's loader.
      return needsGlibc
    default:
      return undefined
  }
}

function byErrorCode(code: string, path: string, dataDir: string): string | undefined {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(dataDir)
    case 'EACCES':
    case 'EPERM':
    case 'ERR_SQLITE_ERROR':
      return `Menshen (uid ${process.getuid?.() ?? 'unknown'}) may not read and write ${path}: give that user the directory (chown -R), or set DATA_DIR to another one.`
    case 'EROFS':
      return `${path} is on a read-only file system: set DATA_DIR to a directory that can be written.`
    case 'ENOTDIR':
    case 'EEXIST':
      return `${path} is not a directory and cannot become one: move away what is in its place, or set DATA_DIR to another directory.`
    default:
      return undefined
  }
}

function byText(said: string, dataDir: string): string | undefined {
  if (/No space left on device|Disk quota exceeded/i.test(said)) return diskFull(dataDir)
  if (/error while loading shared libraries|required file not found|GLIBC_/i.test(said)) {
    return needsGlibc
  }
  if (/could not (create|map|resize) shared memory|Cannot allocate memory/i.test(said)) {
    return 'There is not enough (shared) memory for PostgreSQL: free some, give the container a larger /dev/shm, or set DATABASE_URL.'
  }
  if (/read-only file system/i.test(said)) return byErrorCode('EROFS', dataDir, dataDir)
  return undefined
}

function diskFull(dataDir: string): string {
  return `The disk of ${dataDir} is full: free some space and start again; nothing that was stored is lost.`
}
