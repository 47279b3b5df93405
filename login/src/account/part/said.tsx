import { Icon } from '../../part/icon.tsx'
import { useRoom } from '../room.ts'
import type { Words } from '../text/en.ts'

/**
 * What was done last. The live region is there from the start, and what stands in it stays until something else is done:
 * slow readers have time to read it.
 */
export function Said({ said, dismiss }: { said: ((words: Words) => string) | null; dismiss: () => void }) {
  const { words } = useRoom()
  return (
    <div class="said" role="status">
      {said && (
        <p class="notice notice-right">
          <Icon name="check" />
          <span>{said(words)}</span>
          <button type="button" class="link" onClick={dismiss}>
            {words.close}
          </button>
        </p>
      )}
    </div>
  )
}
