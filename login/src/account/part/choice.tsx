import type { ComponentChildren } from 'preact'

type BoxProps = { name: string; label: string; hint?: string | undefined; children: ComponentChildren }

/** A label above whatever is not a line of text. */
function Box({ name, label, hint, children }: BoxProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {children}
      {hint && (
        <p class="field-hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

type ChoiceProps = {
  name: string
  label: string
  value: string
  options: { value: string; label: string }[]
  onText: (value: string) => void
  disabled?: boolean
  hint?: string | undefined
}

export function Choice({ name, label, value, options, onText, disabled, hint }: ChoiceProps) {
  return (
    <Box name={name} label={label} hint={hint}>
      <select
        id={name}
        name={name}
        value={value}
        disabled={disabled}
        aria-describedby={hint ? `${name}-hint` : undefined}
        onChange={({ currentTarget }) => onText(currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Box>
  )
}

type LineProps = {
  name: string
  label: string
  value: string
  onText: (value: string) => void
  type?: 'text' | 'date' | 'datetime-local' | 'number' | 'url'
  autocomplete?: string | undefined
  disabled?: boolean
  hint?: string | undefined
}

/** A line of a profile: nothing of it can be wrong before the server has seen it. */
export function Line({ name, label, value, onText, type = 'text', autocomplete = 'off', disabled, hint }: LineProps) {
  return (
    <Box name={name} label={label} hint={hint}>
      <input
        id={name}
        name={name}
        // Preact types every input type as a shape of its own; those used here do not differ.
        type={type as 'text'}
        value={value}
        step={type === 'number' ? 'any' : undefined}
        autocomplete={autocomplete}
        disabled={disabled}
        aria-describedby={hint ? `${name}-hint` : undefined}
        onInput={({ currentTarget }) => onText(currentTarget.value)}
      />
    </Box>
  )
}
