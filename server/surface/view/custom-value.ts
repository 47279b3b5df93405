import type { CustomValue } from '#domain/people/custom-field/custom-field.ts'
import { writeValue } from '#domain/people/custom-field/read-value.ts'

/** As the official clients read it: values as text, to be told by the data type what they are. */
export function encodeCustomValue({ key, dataType, label, value }: CustomValue) {
  return { key, dataType, label, value: writeValue(value) }
}
