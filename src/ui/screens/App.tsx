// The session on the screen: one subscription, keys at once, everything else from the view models.
import { useInput, useWindowSize } from 'ink'
import { useRef, useState, useSyncExternalStore } from 'react'
import type { Session } from '../../engine/session.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { handleKey, type KeyEffect } from '../keys/handle-key.ts'
import { keyNames } from '../keys/keymap.ts'
import type { Theme } from '../theme.ts'
import { screen } from '../viewmodel/screen.ts'
import { initialUi, type UiState } from '../viewmodel/ui-state.ts'
import { Screen } from './Screen.tsx'

interface Feed {
  subscribe(listener: () => void): () => void
  getSnapshot(): Snapshot
}

export interface AppProps {
  readonly session: Session
  readonly feed: Feed
  readonly theme: Theme
  readonly onQuit: () => void
  readonly onLeave: () => void
}

export function App({ session, feed, theme, onQuit, onLeave }: AppProps) {
  const snapshot = useSyncExternalStore(feed.subscribe, feed.getSnapshot)
  const { columns, rows } = useWindowSize()
  const [ui, setUi] = useState<UiState>(initialUi)
  // Several keys may come before the next render: each must see what the one before it did.
  const newest = useRef(ui)
  const show = (next: UiState) => {
    newest.current = next
    setUi(next)
  }
  const view = (now: Snapshot, shown: UiState, isForKeys: boolean) =>
    screen({
      snapshot: now,
      ui: shown,
      isForKeys,
      columns,
      rows,
      glyphs: theme.glyphs,
      logs: (service, sources, last) => session.logs(service, sources, last),
      logCount: (service) => session.logCount(service),
    })
  const act = (effect: KeyEffect) => {
    if (effect.kind === 'leave') onLeave()
    else if (effect.kind === 'quit') onQuit()
    else {
      show({ ...newest.current, message: effect.words })
      session
        .dispatch(effect.command)
        .catch((thrown: unknown) => show({ ...newest.current, message: messageOf(thrown, theme) }))
    }
  }
  useInput((input, pressed) => {
    for (const one of keyNames(input, pressed)) {
      const { ui: next, effect } = handleKey(
        newest.current,
        one,
        feed.getSnapshot(),
        view(feed.getSnapshot(), newest.current, true).log,
      )
      if (next !== newest.current) show(next)
      if (effect !== null) act(effect)
    }
  })
  const { panes } = view(snapshot, ui, false)
  return <Screen panes={panes} columns={columns} rows={rows} hasColour={theme.hasColour} />
}

function messageOf(thrown: unknown, theme: Theme): string {
  const summary =
    typeof thrown === 'object' && thrown !== null && 'summary' in thrown ? String(thrown.summary) : String(thrown)
  return `${theme.glyphs.failed} ${summary}`
}
