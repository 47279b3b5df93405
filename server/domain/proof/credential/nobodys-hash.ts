/** A hash of no password, as slow to check as a real one: a missing account takes as long as one that exists. */
export const nobodysHash = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`
