import { Refusal, refuse } from '@menshen/contract/errors'
import type { FastifyRequest } from 'fastify'
import { upload } from '#domain/people/file/upload.ts'
import { optionalText } from '../../engine/fields.ts'
import { shape, word } from '../../engine/results.ts'
import { plainRow, type RestRow } from '../../engine/row.ts'

/** What a form puts around its one file: boundaries, headers, a few short fields. */
const framing = 16_384

/** The first file of a form, read no further than it may be large. 415 another kind of body, 413, 2231 no file, 400 no form. */
async function readFile(request: FastifyRequest, maxBytes: number): Promise<Buffer> {
  if (!request.isMultipart()) refuse(415, { values: { type: (request.headers['content-type'] ?? '').slice(0, 100) } })
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + framing) refuse(413)
  try {
    return await readPart(request, maxBytes)
  } catch (error) {
    // The rest is read and forgotten: a connection that is left standing in the middle of a body serves nobody.
    request.raw.unpipe().resume()
    if (error instanceof Refusal) throw error
    return refuse(400, { variant: 'form' })
  }
}

async function readPart(request: FastifyRequest, maxBytes: number): Promise<Buffer> {
  const limits = { fileSize: maxBytes, files: 1, fields: 8, parts: 9, fieldSize: 1_000, headerPairs: 20 }
  const part = await request.file({ limits, throwFileSizeLimit: false })
  if (!part) refuse(2231)
  // Not at the end of the body: a client may never send one.
  part.file.once('limit', () => part.file.destroy(new Refusal(413)))
  const chunks: Buffer[] = []
  for await (const chunk of part.file) chunks.push(chunk)
  return Buffer.concat(chunks)
}

export const uploadRows: RestRow[] = [
  plainRow(
    'POST /api/v2/upload',
    {
      summary: 'Upload a picture',
      operation: 'file.upload',
      admits: 'anyone',
      query: {
        private: optionalText('true is not built.'),
        folder: optionalText('Where it goes; photos when left out.'),
      },
      result: shape({ key: word(), url: word('Where it can be read.') }),
      takesForm: true,
    },
    ({ domain, hints, request }, read) => {
      const { private: hidden, folder = 'photos' } = read().query
      if (hidden === 'true') refuse(1000, { variant: 'notBuilt', values: { operation: 'upload(private)' } })
      return upload(domain, hints, { folder, read: (maxBytes) => readFile(request, maxBytes) })
    },
  ),
]
