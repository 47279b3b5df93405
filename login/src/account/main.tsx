import { render } from 'preact'
import { App } from './app.tsx'
import { readCentre } from './centre.ts'
import '../style/index.css'
import './style/index.css'

const root = document.getElementById('app')
if (root) {
  root.replaceChildren()
  render(<App centre={readCentre()} />, root)
}
