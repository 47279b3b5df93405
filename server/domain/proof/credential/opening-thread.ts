// Runs in a thread of its own: a decryption is arithmetic that would keep every other request waiting.
import { parentPort, workerData } from 'node:worker_threads'
import { type OpeningKeys, openPassword } from './open-password.ts'

parentPort?.on('message', (encrypted: string) =>
  parentPort?.postMessage(openPassword(workerData as OpeningKeys, encrypted)),
)
