export { applicationSections, applicationSettings } from './settings/application-settings.ts'
export { poolSections, poolSettings, unbuiltPoolSettings } from './settings/pool-settings.ts'
export {
  defaultsOf,
  type Member,
  type Section,
  type SettingRow,
  type SettingRows,
  type SettingShape,
  type SettingsOf,
  type SpecialOf,
  type WholeShape,
  type Words,
} from './settings/row.ts'
