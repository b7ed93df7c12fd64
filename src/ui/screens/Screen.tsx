// A whole window of panes, of exactly the given size.
import { Box } from 'ink'
import { PaneText } from '../panes/PaneText.tsx'
import type { Pane } from '../viewmodel/screen.ts'

export function Screen({
  panes,
  columns,
  rows,
  hasColour,
}: {
  readonly panes: readonly Pane[]
  readonly columns: number
  readonly rows: number
  readonly hasColour: boolean
}) {
  return (
    <Box flexDirection="column" width={columns} height={rows} overflow="hidden">
      {panes.map(({ name, lines }) => (
        <PaneText key={name} lines={lines} columns={columns} hasColour={hasColour} />
      ))}
    </Box>
  )
}
