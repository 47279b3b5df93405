/** A request that is signed with an access key, as it came. Unchecked. */
export interface ShownSignature {
  keyId: string
  /** In Base64. */
  signature: string
  method?: string | undefined
  version?: string | undefined
  date?: string | undefined
  nonce?: string | undefined
  /** What may have been signed: clients disagree on how a request without parameters is written. Costs more than a look at the rest. */
  texts(): string[]
}
