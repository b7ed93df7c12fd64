import { describe, expect, test } from 'vitest'
import { makeError } from '../../src/errors/errors.ts'
import { errorText, explainText, problemText, serviceText, statusText } from '../../src/ui/text.ts'
import { unicodeGlyphs } from '../../src/ui/theme.ts'
import { mainSnapshot } from './mock-session.ts'

process.env['TZ'] = 'UTC'

describe('status', () => {
  test('in a pipe it has every column and no width', () => {
    const lines = statusText(mainSnapshot(), null, unicodeGlyphs).split('\n')
    expect(lines).toHaveLength(18)
    expect(lines[0]).toBe(
      'devenv  kind-devenv ● 1 node   istio ●   prometheus ●   watch ● 2,341 files   10 ok  4 busy  2 failing',
    )
    expect(lines[1]).toBe(
      '  SERVICE               LANG  BUILD        UPDATE     AGE  HEALTH      PODS RST    CPU    MEM  RPS  LAST 8m     P50    P95  ERR%  NOTE',
    )
    expect(lines[9]).toBe(
      '  orb-core              ada   ✘ failed     live 0.9s   9m  ◐ stale 3   1/1    0    33m   38Mi   57  ▅▅▄▄▅▄▅▄    3ms    6ms   0.0  3 edits behind',
    )
  })

  test('in a terminal it fits', () => {
    const lines = statusText(mainSnapshot(), 80, unicodeGlyphs).split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
    expect(lines[8]).toBe('  xrc-service           ✔ 3.8s       image 38s  ● ready      0   12   22ms   0.1')
  })
})

describe('errors', () => {
  const port = makeError(
    'DE0104',
    { port: 5001, holder: 'nginx (812)' },
    {
      details: [
        { label: 'asked by', text: 'the local registry\nline two' },
        { label: 'more', text: 'x' },
      ],
    },
  ).toData()

  test('four lines at most', () => {
    expect(errorText(port, false, unicodeGlyphs)).toBe(
      [
        '✘ port 5001 is taken by nginx (812)',
        '  asked by: the local registry',
        'hint: find out who holds it: ss -ltnp sport = :5001',
        'devenv explain DE0104',
      ].join('\n'),
    )
  })

  test('everything when asked for', () => {
    const lines = errorText(port, true, unicodeGlyphs).split('\n')
    expect(lines).toContain('    line two')
    expect(lines).toContain('  more: x')
    expect(lines).toContain('       $ ss -ltnp sport = :5001')
  })

  test('every place of a configuration that is not valid', () => {
    const error = makeError(
      'DE0602',
      { count: '2 problems' },
      {
        details: [
          { label: 'Tiltfile.ts:12', text: 'port: 70000 is not a port' },
          { label: 'Tiltfile.ts:20', text: 'calls: there is no service "orb"; did you mean orb-core?' },
        ],
      },
    ).toData()
    expect(errorText(error, false, unicodeGlyphs)).toBe(
      [
        '✘ Tiltfile.ts is not valid: 2 problems',
        '  Tiltfile.ts:12: port: 70000 is not a port',
        '  Tiltfile.ts:20: calls: there is no service "orb"; did you mean orb-core?',
        'hint: mend each place that is listed',
        'devenv explain DE0602',
      ].join('\n'),
    )
  })

  test('a problem with all that is known', () => {
    expect(problemText(mainSnapshot().problems[1]!, unicodeGlyphs)).toBe(
      [
        '✘ DE0412  soap-gateway is crash looping, 5 restarts: exit code 1  (since 14:00:20)',
        '  last lines: raised CONSTRAINT_ERROR : soap_gateway-envelope.adb:212 index check failed',
        '  1  read its log: the last lines of the pod',
        '       $ devenv logs soap-gateway --source pod',
        '  2  revert: the last good build is put back and restarted',
        '       $ devenv revert soap-gateway',
        '  3  build again: compile, link and update',
        '       $ devenv build soap-gateway',
        '  devenv explain DE0412',
      ].join('\n'),
    )
  })
})

describe('explain', () => {
  test('a code', () => {
    const text = explainText('DE0301')
    expect(text).toContain('DE0301  a service does not compile')
    expect(text).toContain('devenv logs <service> --source build')
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  test('a service', () => {
    const snapshot = mainSnapshot()
    const text = serviceText(snapshot.services.find(({ name }) => name === 'orb-core')!, snapshot, unicodeGlyphs)
    expect(text).toBe(
      [
        '✘ orb-core: stale, 3 edits behind, build #41 (9m old) serves',
        '  language   ada',
        '  address    http://127.0.0.1:9001',
        '  pods       1 of 1 ready, 0 restarts that nobody asked for',
        '  build      #44 failed, 2 errors',
        '  update     live 0.9s: detect 21  compile 433  link 162  ship 38  restart 64  ready 182 ms   median 0.9s  p95 1.3s of 23',
        '             last try: build #44, 12s ago, failed in compile: detect 20  compile 655 ms   changed: orb_core-dispatch.adb, 1 more file',
        '  signals    57 requests/s, p95 6ms, errors 0.0 %',
        '  why        3 edits behind',
        '  orb_core-dispatch.adb:42:07: error: missing ";"',
        '  orb_core-adapters.adb:88:14: error: "Route" is undefined',
        '  DE0302     orb-core does not compile: 2 errors: devenv explain DE0302',
      ].join('\n'),
    )
  })
})
