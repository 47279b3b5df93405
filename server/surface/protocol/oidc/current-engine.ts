import type { Provider } from 'oidc-provider'
import { createEngine, createStores, type EngineParts } from './create-engine.ts'

/** The engine that answers now. */
export interface CurrentEngine extends ReturnType<typeof createStores> {
  /** Asked anew for each request; a request under way ends with the one that it began with. */
  provider(): Provider
  callback(): ReturnType<Provider['callback']>
}

/**
 * Keeps one engine, and makes another when other signing keys are published or another one signs: an engine is told its keys
 * once, when it is made. That takes a few milliseconds, and nothing that people wait for is kept in it.
 */
export function createCurrentEngine(parts: EngineParts): CurrentEngine {
  const stores = createStores(parts)
  const { keys } = parts.port
  const kids = () =>
    keys
      .published()
      .map(({ kid }) => kid)
      .join()
  function make() {
    const madeFor = kids()
    const provider = createEngine(parts, stores)
    return { madeFor, provider, callback: provider.callback() }
  }
  let engine = make()
  const current = () => {
    if (engine.madeFor !== kids()) engine = make()
    return engine
  }
  return { ...stores, provider: () => current().provider, callback: () => current().callback }
}
