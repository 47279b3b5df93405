/** A hash of no password, as dear to check as a real one: whoever is not there takes as long as whoever is. */
export const nobodysHash = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`
