import { useStage } from '../stage.ts'

type SecretToScanProps = { secret: string; picture: string; uri?: string }

/** What an authenticator app is set up with: the picture or the key. */
export function SecretToScan({ secret, picture, uri }: SecretToScanProps) {
  const { factor } = useStage().text
  return (
    <div class="enrol">
      <p>{factor.scan}</p>
      <img src={picture} alt={factor.picture} width="180" height="180" />
      {/* On a phone the app is at hand, and the picture is not to be scanned. */}
      {uri?.startsWith('otpauth://') && <a href={uri}>{factor.openApp}</a>}
      <p id="key-label">{factor.key}</p>
      <output class="key" aria-labelledby="key-label">
        {secret.match(/.{1,4}/g)?.join(' ')}
      </output>
      <p>{factor.thenCode}</p>
    </div>
  )
}
