export { applicationSections, applicationSettings } from './settings/application-settings.ts'
export { poolSections, poolSettings, unbuiltPoolSettings } from './settings/pool-settings.ts'
export {
  defaultsOf,
  type Member,
  type Row,
  type Rows,
  type Section,
  type SettingsOf,
  type Shape,
  type SpecialOf,
  type WholeShape,
  type Words,
} from './settings/row.ts'
