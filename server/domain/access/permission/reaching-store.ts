import type { SubjectType } from '#domain/ground/permission/subject-type.ts'

/** One of the things asked for, by its name in `reaching`. */
export const asked = (name: string): string => `(SELECT ${name} FROM asked)`

const pool = asked('pool')
const id = asked('id')
const now = asked('now')

/** Where a subject is besides being itself, in groups and in departments; `direct` is false of those above its own. */
const places: Partial<Record<SubjectType, string>> = {
  USER: `
    UNION ALL
    SELECT 'GROUP', group_id, true FROM group_member WHERE user_pool_id = ${pool} AND user_id = ${id}
    UNION ALL
    SELECT 'ORG', above.id, above.id = department.id FROM department_member
      JOIN department ON department.user_pool_id = department_member.user_pool_id AND department.id = department_id
      CROSS JOIN LATERAL unnest(string_to_array(trim(both '/' from department.path), '/')) AS above (id)
      WHERE department_member.user_pool_id = ${pool} AND department_member.user_id = ${id}`,
  ORG: `
    UNION ALL
    SELECT 'ORG', above.id, false FROM department
      CROSS JOIN LATERAL unnest(string_to_array(trim(both '/' from department.path), '/')) AS above (id)
      WHERE user_pool_id = ${pool} AND department.id = ${id} AND above.id <> department.id`,
}

/** Whether a row of `role_user`, `role_group` or `role_department` says so of now, and whether a role permits anything now. */
const holdsNow = `role_holds(begins_at, expires_at, ${now})`
const isOn = (role: string) => `role_is_on(${role}.enabled, ${role}.disabled_at, ${now})`

/** The roles that a subject has without what they inherit from. */
const roles: Partial<Record<SubjectType, string>> = {
  USER: `
    SELECT role_id FROM role_user WHERE user_pool_id = ${pool} AND user_id = ${id} AND ${holdsNow}
    UNION ALL`,
  ROLE: `
    SELECT ${id} UNION ALL`,
}

/**
 * The beginning of a statement that knows through whom permissions reach a subject, in `subject (type, id, direct)`: itself;
 * of a person also their groups, departments, and roles, however they came to them; of a role the roles whose permissions it
 * has too; of a department those above it. A role that is switched off ends the way, and one that was given for a time counts
 * within it. `$1` is the pool, `$2` the subject's id and `$3` now; `more` names what follows, with types.
 *
 * What is asked for stands in a row of its own, where the planner does not see it: it knows no more of one subject than of
 * another then, and keeps one plan. To plan such a statement takes several times as long as to run it.
 */
export function reaching(type: SubjectType, ...more: string[]): string {
  const given = ['pool text', 'id text', 'now timestamptz', ...more].map(
    (one) => one.split(' ') as [name: string, type: string],
  )
  return `
    WITH RECURSIVE asked (${given.map(([name]) => name).join(', ')}) AS MATERIALIZED (
      SELECT ${given.map(([, kind], at) => `$${at + 1}::${kind}`).join(', ')}),
    place (type, id, direct) AS (SELECT '${type}', id, true FROM asked ${places[type] ?? ''}),
    held (id, parent_id) AS (
      SELECT role.id, role.parent_id FROM role WHERE user_pool_id = ${pool} AND ${isOn('role')} AND role.id IN (${roles[type] ?? ''}
        SELECT role_id FROM role_group JOIN place ON type = 'GROUP' AND id = group_id WHERE user_pool_id = ${pool} AND ${holdsNow}
        UNION ALL
        SELECT role_id FROM role_department JOIN place ON type = 'ORG' AND id = department_id
          WHERE user_pool_id = ${pool} AND ${holdsNow})
      UNION
      SELECT parent.id, parent.parent_id FROM held JOIN role parent
        ON parent.user_pool_id = ${pool} AND parent.id = held.parent_id AND ${isOn('parent')}),
    subject (type, id, direct) AS (SELECT * FROM place UNION ALL SELECT 'ROLE', id, true FROM held)`
}

/**
 * What each subject has in a table, looked up one subject after the other. They are a handful, which the planner cannot know
 * of a recursive list: joined plainly, it would read the whole table. OFFSET 0 keeps it from joining plainly.
 */
export function ofEach(table: string, what: string, which: string): string {
  return `subject CROSS JOIN LATERAL (SELECT ${what} FROM ${table}
    WHERE user_pool_id = ${pool} AND target_type = subject.type AND target_id = subject.id AND ${which} OFFSET 0) AS own`
}

/** Whether a grant to a subject, to be inherited or not, holds for those whom it reaches through others. */
export const holds = 'enabled AND (subject.direct OR inherited)'
