/** What has been typed into the profile and not been saved: by field, and only where it differs from what is kept. */
export type Draft = { profile: Record<string, string>; own: Record<string, string> }

export const noDraft: Draft = { profile: {}, own: {} }

export function isUnsaved({ profile, own }: Draft): boolean {
  return Object.keys(profile).length + Object.keys(own).length > 0
}

/** `part` after somebody typed; what is as it is kept again is no change. */
export function changed(part: Record<string, string>, name: string, value: string, kept: string) {
  const { [name]: _before, ...rest } = part
  return value === kept ? rest : { ...rest, [name]: value }
}
