// Edit-to-healthy in local processes: 100 edits of one .cpp of widget-core and of one Ada body of orb-core.
import { openStory } from '../test/stories/story.ts'
import { measureEdits } from './edits.ts'

const story = await openStory('bench', { tree: 'pilots' })
const plain = await openStory('plain', { tree: 'pilots' })
try {
  const up = await story.up()
  const edits = Number(process.env['BENCH_EDITS'] ?? 100)
  const bars = { cppMs: null, adaMs: null, overheadP50Ms: 40, overheadP95Ms: 80 }
  await measureEdits({ up, workspace: story, plain, edits, bars })
} finally {
  await story.close()
  plain.remove()
}
