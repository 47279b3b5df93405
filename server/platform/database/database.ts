import type { Kysely, Transaction } from 'kysely'
import type { Tables } from './tables.gen.ts'

declare const reader: unique symbol
declare const tx: unique symbol

/** A handle that may only read. Stores take it, or a `Tx`, first: a statement always says in which hands it runs. */
export type Reader = Pick<Kysely<Tables>, 'selectFrom' | 'with' | 'selectNoFrom'> & {
  readonly [reader]: true
}

/** A handle inside the one open transaction. Every `Tx` may be used where a `Reader` is asked for. */
export type Tx = Transaction<Tables> & Reader & { readonly [tx]: true }
