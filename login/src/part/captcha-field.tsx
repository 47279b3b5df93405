import { useState } from 'preact/hooks'
import { useStage } from '../stage.ts'
import type { Acting } from '../use-act.ts'
import { workForAnswer } from '../work.ts'
import { Field } from './field.tsx'
import { Icon } from './icon.tsx'

/** The work in place of a picture; of that picture only, since the answer is good once. */
type Work = { turn: number; phase: 'working' | 'worked' | 'workFailed' }
type CaptchaFieldProps = { acting: Acting; value: string; onText: (value: string) => void }
type Captcha = NonNullable<Acting['captcha']>

/** The picture that a form asks for once it has been refused too often, and what is read in it. */
export function CaptchaField(props: CaptchaFieldProps) {
  const { captcha } = props.acting
  return captcha && <Asked {...props} captcha={captcha} />
}

function Asked({ acting, value, onText, captcha }: CaptchaFieldProps & { captcha: Captcha }) {
  const { text } = useStage()
  const { phase, fillIn } = useWork(captcha, onText)
  const error = acting.fields.captchaCode
  const another = () => {
    onText('')
    acting.anotherPicture()
  }
  return (
    <>
      {phase !== 'worked' && <Picture {...captcha} another={another} />}
      <Field
        name="captchaCode"
        label={text.captcha}
        error={error}
        hint={error ? undefined : text.captchaHint}
        asked
        value={value}
        onText={onText}
        input={{
          type: 'text',
          autocomplete: 'off',
          autocapitalize: 'characters',
          spellcheck: false,
          maxLength: 12,
          required: true,
        }}
      >
        <p class="work" role="status">
          {phase && text[phase]}
        </p>
        {phase !== 'worked' && (
          <button type="button" class="link" aria-disabled={phase === 'working' ? 'true' : undefined} onClick={fillIn}>
            {text.noPicture}
          </button>
        )}
      </Field>
    </>
  )
}

function useWork({ turn }: Captcha, onText: (value: string) => void) {
  const { view, language } = useStage()
  const [work, setWork] = useState<Work | null>(null)
  const phase = work?.turn === turn ? work.phase : null

  async function fillIn() {
    if (phase === 'working') return
    setWork({ turn, phase: 'working' })
    const answer = await workForAnswer(view, language)
    setWork({ turn, phase: answer ? 'worked' : 'workFailed' })
    if (!answer) return
    onText(answer)
    // The button that had the focus goes, and so does the picture, which says something else.
    document.getElementById('captchaCode')?.focus()
  }

  return { phase, fillIn }
}

function Picture({ address, turn, another }: Captcha & { another: () => void }) {
  const { text } = useStage()
  const [brokenTurn, setBrokenTurn] = useState(0)
  return (
    <div class="picture">
      {brokenTurn === turn ? (
        <p role="status">{text.captchaBroken}</p>
      ) : (
        // A new element for each turn: the old picture must not stand there while the new one is on its way.
        <img
          key={turn}
          src={`${address}${address.includes('?') ? '&' : '?'}turn=${turn}`}
          width={160}
          height={60}
          alt={text.captchaPicture}
          onError={() => setBrokenTurn(turn)}
        />
      )}
      <button type="button" class="button button-small" aria-controls="captchaCode" onClick={another}>
        <Icon name="again" />
        {text.anotherPicture}
      </button>
    </div>
  )
}
