import { moment, noun, word } from '../../engine/results.ts'

export const Tenancy = noun('Tenancy', 'That somebody is in a tenant.', {
  tenantId: word(),
  tenantName: word(),
  joinAt: moment(),
})
