// From what the browser build left (login/dist/manifest.json) to the tags of a page.
import type { Language } from '@menshen/contract/errors'

/** Addresses as the browser shall ask for them. */
export type Assets = { scripts: string[]; styles: string[]; preloads: string[] }

export type Manifest = Record<
  string,
  { file: string; isEntry?: boolean; name?: string; css?: string[]; imports?: string[]; dynamicImports?: string[] }
>
export type EntryName = 'sign-in' | 'page' | 'account'

/**
 * `folder` is where the server offers login/dist, with a slash at its end. With a `language`, what the page says in it is
 * fetched beside the scripts, which would ask for it only once they run.
 * Throws when the manifest has no such entry: the build is missing or older than this server.
 */
export function pickAssets(manifest: Manifest, entry: EntryName, folder: string, language?: Language): Assets {
  const chunk = Object.values(manifest).find((one) => one.isEntry && one.name === entry)
  if (!chunk) throw new Error(`login/dist/manifest.json has no entry "${entry}"; build the login page again`)
  const imported = (chunk.imports ?? []).flatMap((key) => manifest[key] ?? [])
  // What all pages share comes first, so that a page's own rules have the last word.
  const styles = [...imported, chunk].flatMap(({ css = [] }) => css)
  const spoken = [chunk, ...imported]
    .flatMap(({ dynamicImports = [] }) => dynamicImports)
    .filter((key) => language && key.endsWith(`/text/${language.slice(0, 2)}.ts`))
    .flatMap((key) => manifest[key] ?? [])
  const at = (file: string) => folder + file
  return {
    scripts: [at(chunk.file)],
    styles: [...new Set(styles)].map(at),
    preloads: [...imported, ...spoken].map(({ file }) => at(file)),
  }
}
