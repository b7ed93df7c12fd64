// The control socket of a session: for the user alone (0600), removed at the end.
import { chmodSync, linkSync, mkdirSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { namesIn } from '../clients/files/folder-names.ts'
import { isAlive } from '../clients/process/process-alive.ts'
import { splitLines } from '../clients/process/stream.ts'
import { asDevenvError, fail, makeError } from '../errors/errors.ts'
import { version } from '../model/version.ts'
import { identityOf } from './control-client.ts'
import type { ControlRequest } from './control-protocol.ts'
import type { LiveSession } from './live-session.ts'
import { waitForServices } from './wait-for.ts'

export interface ControlServer {
  close(): Promise<void>
}

/** `onStop` is called when a client asks the session to end. */
export async function serveControl(
  session: LiveSession,
  socketPath: string,
  onStop: () => void,
): Promise<ControlServer> {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    const gone = new AbortController()
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      open.delete(socket)
      gone.abort()
    })
    splitLines(socket, (line) => void answer(session, socket, line, gone.signal, onStop))
  })
  mkdirSync(dirname(socketPath), { recursive: true, mode: 0o700 })
  const identity = await listen(server, socketPath)
  return {
    close: async () => {
      // First, and only its own: the next session may be there as soon as this one refuses.
      if (identityOf(socketPath) === identity) rmSync(socketPath, { force: true })
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/**
 * The path gets its socket when that listens, for the user alone: one who looks a moment earlier would be refused, and
 * take the session for dead. Never takes the path of another one.
 */
async function listen(server: Server, path: string): Promise<string | null> {
  removeLeft(path)
  const own = `${path}.${process.pid}`
  rmSync(own, { force: true })
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(own, resolve)
    })
    chmodSync(own, 0o600)
    linkSync(own, path)
    return identityOf(path)
  } catch (thrown) {
    server.close()
    throw (thrown as NodeJS.ErrnoException).code === 'EEXIST' ? makeError('DE0701', {}) : thrown
  } finally {
    rmSync(own, { force: true })
  }
}

/** Of sessions that were killed between two lines of `listen`. */
function removeLeft(path: string): void {
  const start = `${basename(path)}.`
  for (const name of namesIn(dirname(path))) {
    const pid = Number(name.slice(start.length))
    if (name.startsWith(start) && pid > 0 && !isAlive(pid)) rmSync(join(dirname(path), name), { force: true })
  }
}

async function answer(
  session: LiveSession,
  socket: Socket,
  line: string,
  gone: AbortSignal,
  onStop: () => void,
): Promise<void> {
  const send = (item: unknown) => {
    // A client that does not read is dropped, never waited for.
    if (socket.writableLength > 16 * 1024 * 1024) socket.destroy()
    else if (!socket.destroyed) socket.write(`${JSON.stringify({ item })}\n`)
  }
  try {
    const request = JSON.parse(line) as ControlRequest
    await handle(session, request, send, gone, onStop)
  } catch (thrown) {
    if (!socket.destroyed) socket.write(`${JSON.stringify({ error: asDevenvError(thrown).toData() })}\n`)
  }
  socket.end()
}

async function handle(
  session: LiveSession,
  request: ControlRequest,
  send: (item: unknown) => void,
  gone: AbortSignal,
  onStop: () => void,
): Promise<void> {
  switch (request.method) {
    case 'info': {
      const { startedAtMs, runtime } = session.store.state
      return send({ pid: process.pid, version, startedAtMs, runtime })
    }
    case 'environment':
      return send(session.store.state.environment)
    case 'status':
      return send(session.getSnapshot())
    case 'watch': {
      send(session.getSnapshot())
      const stop = session.subscribe(() => send(session.getSnapshot()))
      return untilGone(gone, stop)
    }
    case 'events':
      return untilGone(gone, session.onEvent(send))
    case 'stop':
      onStop()
      await session.ended
      return send({ stopped: true })
    case 'command': {
      const { command, service } = request
      if (
        command !== 'build' &&
        command !== 'restart' &&
        command !== 'pause' &&
        command !== 'resume' &&
        command !== 'revert'
      )
        fail('DE0608', { name: command })
      await session.dispatch({ kind: command, service })
      return send({ done: true })
    }
    case 'traffic': {
      if (request.action === 'stop') {
        const { state } = session.traffic
        session.traffic.stop()
        return send({ state })
      }
      const { perSecond, forMs } = request
      const { traffic } = session
      const requests = traffic.requests.length
      if (requests === 0) fail('DE0614', {})
      traffic.start({ perSecond, forMs })
      return send({ state: traffic.state, requests })
    }
    case 'logs': {
      const { service, follow, tail, sinceMs, sources } = request
      if (service !== null && !session.store.state.services.has(service))
        fail('DE0604', { kind: 'service', name: service, nearest: '' })
      for (const entry of session.logs(service, sources, tail))
        if (sinceMs === null || entry.atMs >= sinceMs) send(entry)
      if (!follow) return
      const stop = session.onLog((entry) => {
        if ((service === null || entry.service === service) && sources.includes(entry.source)) send(entry)
      })
      return untilGone(gone, stop)
    }
    case 'wait':
      return send(await waitForServices(session, request, gone))
  }
}

function untilGone(gone: AbortSignal, stop: () => void): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      stop()
      resolve()
    }
    if (gone.aborted) end()
    else gone.addEventListener('abort', end, { once: true })
  })
}
