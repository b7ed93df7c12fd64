// One `up` or `down` at a time for one cache. The kernel frees the lock when its holder ends, however it ends.
import { connect, createServer } from 'node:net'
import { contentKey } from './store.ts'

/** Waits for the lock; it is held until this process ends. `onWait` is called once when somebody else holds it. */
export async function holdLock(path: string, onWait: () => void): Promise<void> {
  // A name in the abstract namespace leaves no file behind.
  const name = `\0devenv-testbed-${contentKey(path)}`
  let waited = false
  while (!(await tryListen(name))) {
    if (!waited) onWait()
    waited = true
    await untilReleased(name)
  }
}

function tryListen(name: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false)
      else reject(error)
    })
    server.listen(name, () => {
      server.unref()
      resolve(true)
    })
  })
}

function untilReleased(name: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(name)
    socket.on('error', () => {})
    socket.on('close', () => resolve())
  })
}
