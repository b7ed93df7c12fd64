// One pane as one <Text>: lines are cut already, so layout has one node to place.
import { Box, Text } from 'ink'
import { createElement, memo, type ReactNode } from 'react'
import { look } from '../theme.ts'
import type { Line } from '../viewmodel/line.ts'

interface PaneTextProps {
  readonly lines: readonly Line[]
  readonly columns: number
  readonly hasColour: boolean
}

export const PaneText = memo(function PaneText({ lines, columns, hasColour }: PaneTextProps) {
  const content = lines.flatMap((line, row) => [...(row === 0 ? [] : ['\n']), ...spans(line, hasColour)])
  return (
    <Box width={columns} height={lines.length} flexShrink={0} overflow="hidden">
      {createElement(Text, { wrap: 'truncate' }, ...content)}
    </Box>
  )
}, isSame)

/** Spread as children they need no keys: their place is what they are. */
function spans(line: Line, hasColour: boolean): ReactNode[] {
  return line.map(({ text, style }) => {
    const { color, bold, dim, inverse } = look(style, hasColour)
    if (color === undefined && bold !== true && dim !== true && inverse !== true) return text
    const props = { bold: bold === true, dimColor: dim === true, inverse: inverse === true }
    return createElement(Text, color === undefined ? props : { ...props, color }, text)
  })
}

/** Panes are memoised on their strings: an unchanged one costs neither commit nor layout. */
function isSame(before: PaneTextProps, after: PaneTextProps): boolean {
  if (
    before.columns !== after.columns ||
    before.hasColour !== after.hasColour ||
    before.lines.length !== after.lines.length
  )
    return false
  return before.lines.every((line, row) => {
    const other = after.lines[row]!
    return (
      line === other ||
      (line.length === other.length &&
        line.every(({ text, style }, index) => text === other[index]!.text && style === other[index]!.style))
    )
  })
}
