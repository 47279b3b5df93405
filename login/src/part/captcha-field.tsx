import { useState } from 'preact/hooks'
import { useStage } from '../stage.ts'
import type { Acting } from '../use-act.ts'
import { workForAnswer } from '../work.ts'
import { Field } from './field.tsx'
import { Icon } from './icon.tsx'

/** The work in place of a picture; of that picture only, since the answer is good once. */
type Work = { turn: number; phase: 'working' | 'worked' | 'workFailed' }
type CaptchaFieldProps = { acting: Acting; value: string; onText: (value: string) => void }

/** The picture that a form asks for once it has been refused too often, and what is read in it. */
export function CaptchaField({ acting, value, onText }: CaptchaFieldProps) {
  const { text, situation, language } = useStage()
  const [work, setWork] = useState<Work>({ turn: 0, phase: 'working' })
  const [brokenTurn, setBrokenTurn] = useState(0)
  const { captcha } = acting
  if (!captcha) return null
  const { address, turn } = captcha
  const phase = work.turn === turn ? work.phase : null

  async function fillIn() {
    if (phase === 'working') return
    setWork({ turn, phase: 'working' })
    const answer = await workForAnswer(situation, language)
    setWork({ turn, phase: answer ? 'worked' : 'workFailed' })
    if (!answer) return
    onText(answer)
    // The button that had the focus goes, and so does the picture, which says something else.
    document.getElementById('captchaCode')?.focus()
  }

  return (
    <>
      {phase !== 'worked' && (
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
          <button
            type="button"
            class="button button-small"
            aria-controls="captchaCode"
            onClick={() => {
              onText('')
              acting.anotherPicture()
            }}
          >
            <Icon name="again" />
            {text.anotherPicture}
          </button>
        </div>
      )}
      <Field
        name="captchaCode"
        label={text.captcha}
        error={acting.fields.captchaCode}
        hint={acting.fields.captchaCode ? undefined : text.captchaHint}
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
