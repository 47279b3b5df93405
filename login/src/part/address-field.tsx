import { useEffect } from 'preact/hooks'
import { AccountField, type AccountFieldProps } from './account-field.tsx'
import { RegionChoice, type useRegion } from './region-choice.tsx'

type AddressFieldProps = Pick<AccountFieldProps, 'acting' | 'label' | 'value' | 'setValue' | 'hint'> & {
  /** Null: of several kinds. */
  kind: 'email' | 'phone' | null
  regional: ReturnType<typeof useRegion>
}

/** Where a code goes. It takes the focus: its form comes after the screen has opened, or comes back to change it. */
export function AddressField({ kind, regional, ...field }: AddressFieldProps) {
  useEffect(() => document.getElementById('address')?.focus(), [])
  const tel = kind === 'phone' ? 'tel' : kind
  return (
    <AccountField {...field} name="address" keyboard={tel ?? 'text'} autocomplete={tel ?? 'username'}>
      <RegionChoice {...regional} />
    </AccountField>
  )
}
