// Edit-to-healthy on Kind: 50 edits of one .cpp of widget-core and of one Ada body of orb-core.
import { Up, Workspace } from '../test/e2e/harness.ts'
import { measureEdits } from './edits.ts'

const workspace = new Workspace('bench')
const plain = new Workspace('plain')
const up = new Up(workspace, ['--runtime', 'kind'])
try {
  await up.event('session.ready', () => true, 0, 900_000)
  const edits = Number(process.env['BENCH_EDITS'] ?? 50)
  const bars = { cppMs: 500, adaMs: 300, overheadP50Ms: 60, overheadP95Ms: 120 }
  await measureEdits({ up, workspace, plain, edits, bars })
} finally {
  await up.stop()
  if (process.env['BENCH_KEEP'] !== '1') await workspace.run(['down'])
  workspace.remove()
  plain.remove()
}
