// The door of the engine: start a session, talk to one that runs.
export { type ControlClient, connectControl, findSession } from './control-client.ts'
export { serveControl } from './control-server.ts'
export { LiveSession } from './live-session.ts'
export { readBuildLog } from './log-file.ts'
export { lookAtRuntime } from './offline.ts'
export { planWords } from './plan-words.ts'
export { attachSession } from './remote-session.ts'
