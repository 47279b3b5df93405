// Runs in a thread of its own: a spreadsheet is unpacked as a whole, and may be made to unpack to anything.
import { parentPort, workerData } from 'node:worker_threads'
import { readSheet } from 'read-excel-file/node'

parentPort?.postMessage(await readSheet(Buffer.from(workerData as Uint8Array)))
