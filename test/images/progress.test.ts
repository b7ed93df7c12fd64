// BuildKit's plain lines as steps, and how steps are shown.
import { describe, expect, test } from 'vitest'
import { ImageBoard } from '../../src/cli/image-board.ts'
import { ProgressReader } from '../../src/images/progress.ts'

const lines = [
  '#1 [internal] load build definition from cpp.Dockerfile',
  '#1 transferring dockerfile: 38B done',
  '#1 DONE 0.0s',
  '#5 [builder 2/2] RUN --mount=type=cache,id=devenv-apt-cache set -eu; apt-get update',
  '#5 sha256:0123abcd',
  '#5 CACHED',
  '#9 [build 5/5] RUN set -eu; cmake',
  '#9 1.234 -- The CXX compiler identification is GNU 12.2.0',
  '#9 2.273 [1/38] Building CXX object kit/pch.gch',
  '#9 2.273 [1/38] Building CXX object kit/pch.gch',
  '#9 2.897 [2/38] Building CXX object a.cpp.o',
  '#9 3.000 some warning',
  '#11 [image 1/2] COPY --from=build /out/base /',
  '#9 DONE 3.1s',
  '#11 0.100 copied',
  'not of BuildKit',
]

describe('progress', () => {
  test('each new step once, and how far it is', () => {
    const reader = new ProgressReader()
    expect(lines.flatMap((line) => reader.read(line) ?? [])).toEqual([
      { step: 'build 5/5 RUN', detail: '' },
      { step: 'build 5/5 RUN', detail: '1/38' },
      { step: 'build 5/5 RUN', detail: '2/38' },
      { step: 'image 1/2 COPY', detail: '' },
    ])
  })

  test('gprbuild says which unit', () => {
    const reader = new ProgressReader()
    reader.read('#9 [build 5/5] RUN gprbuild')
    expect(reader.read('#9 1.0    [Ada]          orb_core-main.adb')).toEqual({
      step: 'build 5/5 RUN',
      detail: 'orb_core-main.adb',
    })
  })

  test('of a step that fails, the lines that say why', () => {
    const reader = new ProgressReader()
    for (const line of lines) reader.read(line)
    expect(reader.failure).toBeNull()
    for (const line of [
      '#12 [build 5/5] RUN ninja',
      ...Array.from({ length: 30 }, (_, at) => `#12 1.0 [${at}/99] Building`),
      '#12 2.0 /src/a.cpp:3:1: error: this is no C++',
      '#12 2.0     3 | this',
      '#12 ERROR: executor failed running [/bin/sh -c ninja]: exit code: 1',
    ])
      reader.read(line)
    expect(reader.failure).toEqual({
      step: 'build 5/5 RUN',
      lines: ['/src/a.cpp:3:1: error: this is no C++', '    3 | this'],
    })
    reader.read('#13 [image 1/2] COPY --from=build /no /')
    reader.read('#13 ERROR: "/no" not found')
    expect(reader.failure).toEqual({ step: 'image 1/2 COPY', lines: ['ERROR: "/no" not found'] })
  })

  const output = (isTTY: boolean) => {
    const written: string[] = []
    return { isTTY, columns: 40, written, write: (text: string) => written.push(text) }
  }
  const services = [{ name: 'widget-core' }, { name: 'orb-core' }]

  test('without a terminal: a line for each new step, no control characters', () => {
    const out = output(false)
    const board = new ImageBoard(services, false, out, {})
    board.show('orb-core', { step: 'build 5/5 RUN', detail: '' })
    board.show('orb-core', { step: 'build 5/5 RUN', detail: '2/38' })
    board.show('widget-core', { step: 'seal', detail: '' })
    board.close()
    expect(out.written).toEqual([' • orb-core     build 5/5 RUN\n', ' • widget-core  seal\n'])
  })

  test('on a terminal: one line each, drawn over, cut to the width, gone at the end', () => {
    const out = output(true)
    const board = new ImageBoard(services, false, out, {})
    board.show('orb-core', { step: 'build 5/5 RUN', detail: '2/38' })
    board.show('widget-core', { step: 'x'.repeat(60), detail: '' })
    board.close()
    expect(out.written).toEqual([
      ' • orb-core     build 5/5 RUN  2/38\n',
      '\u001b[1A\u001b[J',
      ` • orb-core     build 5/5 RUN  2/38\n${` • widget-core  ${'x'.repeat(60)}`.slice(0, 39)}\n`,
      '\u001b[2A\u001b[J',
    ])
  })

  test('--json is silent', () => {
    const out = output(true)
    const board = new ImageBoard(services, true, out, {})
    board.show('orb-core', { step: 'seal', detail: '' })
    board.close()
    expect(out.written).toEqual([])
  })
})
