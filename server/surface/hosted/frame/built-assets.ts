import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '@menshen/contract/errors'
import type { Log } from '#platform/log.ts'
import { type Assets, type EntryName, type Manifest, pickAssets } from '../view/assets.ts'

/** What the browser build left: the addresses for the pages, and the files behind them. */
export interface BuiltAssets {
  /** What the pages of an entry refer to; with `language`, its words as well. */
  of(entry: EntryName, language?: Language): Assets
  /** By the path under which they are asked for. */
  files: Map<string, Buffer>
}

const builtInto = join(import.meta.dirname, '../../../../login/dist')

/** Reads the build once. Pages without it have no style and no sign-in form, which the log says. */
export function readBuiltAssets(log: Log, folder = builtInto): BuiltAssets {
  const manifestFile = join(folder, 'manifest.json')
  if (!existsSync(manifestFile)) {
    log.warn('the sign-in page is not built (login/dist is missing); run `npm install` again')
    return { of: () => ({ scripts: [], styles: [], preloads: [] }), files: new Map() }
  }
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest
  const names = new Set(Object.values(manifest).flatMap(({ file, css = [] }) => [file, ...css]))
  return {
    of: (entry, language) => pickAssets(manifest, entry, '/', language),
    files: new Map([...names].map((name) => [`/${name}`, readFileSync(join(folder, name))])),
  }
}
