import { getPool } from '#domain/pool/find.ts'
import { restDate } from '../../wire/user.ts'
import { encodePool } from '../../wire/user-pool.ts'
import { type Row, row } from '../row.ts'

export const userPoolRows: Row[] = [
  row(
    'GET /api/v2/userpools/detail',
    getPool,
    () => ({}),
    (pool, { language }) => encodePool(pool, restDate, language),
  ),
]
