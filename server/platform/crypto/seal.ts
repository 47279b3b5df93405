import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Encrypts small secrets at rest. The purpose is bound in: what was sealed for one column cannot be opened as another. */
export interface Seal {
  close(purpose: string, text: string): Buffer
  /** Throws when the key is not the one that sealed, or a bit was changed. */
  open(purpose: string, sealed: Buffer): string
}

const version = 1
const nonceLength = 12
const tagLength = 16

/**
 * AES-256-GCM under a key derived from a secret of the installation (HKDF-SHA-256), another for each `use` of the secret.
 * Layout: 1 byte version, 12 bytes nonce, ciphertext, 16 bytes tag.
 */
export function createSeal(secret: string, use = 'seal'): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `menshen ${use}`, 32))
  return {
    close(purpose, text) {
      const nonce = randomBytes(nonceLength)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose))
      return Buffer.concat([
        Buffer.of(version),
        nonce,
        cipher.update(text, 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ])
    },
    open(purpose, sealed) {
      if (sealed[0] !== version) throw new Error('sealed by an unknown version')
      const nonce = sealed.subarray(1, 1 + nonceLength)
      const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose))
      decipher.setAuthTag(sealed.subarray(-tagLength))
      return decipher.update(sealed.subarray(1 + nonceLength, -tagLength), undefined, 'utf8') + decipher.final('utf8')
    },
  }
}
