// How requests of this door say which departments of a person are told, and in which order.
import Type from 'typebox'
import { withCustomData } from './department-fields.ts'
import { page } from './fields.ts'

const orders = {
  DepartmentCreatedAt: 'departmentCreated',
  JoinDepartmentAt: 'joined',
  DepartmentName: 'name',
  // As clients spell it.
  DepartmemtCode: 'code',
} as const

export const membershipPage = {
  ...page,
  withCustomData,
  sortBy: Type.Enum(['DepartmentCreatedAt', 'JoinDepartmentAt', 'DepartmentName', 'DepartmemtCode'], {
    description: 'By what they are told in order.',
    default: 'JoinDepartmentAt',
  }),
  orderBy: Type.Enum(['Asc', 'Desc'], { description: 'In which direction.', default: 'Desc' }),
}

interface SentPage {
  page: number
  limit: number
  withCustomData: boolean
  sortBy: keyof typeof orders
  orderBy: 'Asc' | 'Desc'
}

export const decodeMembershipPage = ({ page, limit, withCustomData, sortBy, orderBy }: SentPage) => ({
  page,
  limit,
  withCustomData,
  order: orders[sortBy],
  isDescending: orderBy === 'Desc',
})
