/** The folders of one workspace; made by `clients/files/folders.ts`. All absolute. */
export interface WorkspaceFolders {
  /** 8 hex digits of the SHA-256 of the workspace's real path. */
  readonly id: string
  readonly root: string
  /** State of this workspace, mode 0700: slots, run, logs, session. */
  readonly state: string
  /** `state/slots`: one folder a service; `.bin/supervisor` beside them. */
  readonly slots: string
  /** `state/run`: one folder a service, with the supervisors' sockets and status files. */
  readonly run: string
  /** `state/secrets`: one folder a service that asks for secrets. */
  readonly secrets: string
  readonly logs: string
  /** Build folders, one a service; may be deleted at any time. */
  readonly builds: string
  /** Control socket. */
  readonly socket: string
}
