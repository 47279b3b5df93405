/** The floors of the domain, from the ground up. `shape` says what operations look like and knows the others by type only. */
export const floors = [
  'shape',
  'tenancy',
  'people',
  'ground',
  'messaging',
  'structure',
  'access',
  'proof',
  'entry',
  'oversight',
  'account',
  'top',
  'front',
] as const
