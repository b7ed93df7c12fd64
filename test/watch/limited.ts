// Run by trouble.test.ts where inotify watches are scarce: edits a file and prints what the watcher tells.
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startWatch } from '../../src/watch/watch.ts'

const root = process.argv[2]!
for (let index = 0; index < 30; index += 1) {
  const file = join(root, `src/${index}/a.cpp`)
  mkdirSync(join(root, `src/${index}`), { recursive: true })
  writeFileSync(file, '1')
  utimesSync(file, 1, 1)
}
const now = () => performance.timeOrigin + performance.now()
const print = (value: unknown) => console.log(JSON.stringify(value))
let missing = 30
const watch = startWatch(
  { root, folders: [join(root, 'src')], files: [], quietMs: 25, capMs: 2000, ignore: [], now },
  {
    onBatch: ({ changes }) => {
      missing -= changes.length
      if (missing > 0) return
      print({ found: 30 - missing })
      void watch.close()
    },
    onSettling: () => {},
    onProblem: (error) => print({ code: error?.code, summary: error?.summary }),
    onCount: () => {},
  },
)
await watch.ready
print('ready')
for (let index = 0; index < 30; index += 1) writeFileSync(join(root, `src/${index}/a.cpp`), '2')
