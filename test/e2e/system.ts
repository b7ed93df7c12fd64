// Stories of the sixteen services together, told alike by every runtime: the chains of both languages, and traffic over all.
import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Day } from './day.ts'
import { eventually, getJson, type Workspace } from './harness.ts'

const frame = {
  kind: 'frame',
  properties: { title: 'First' },
  children: [
    {
      kind: 'panel',
      sizer: { type: 'box', orientation: 'vertical' },
      children: [{ kind: 'button', name: 'ok', properties: { label: '&OK' } }],
    },
  ],
}

export function systemStories(today: () => Day): void {
  const url = async (name: string) => (await today().workspace.service(name)).url

  describe('the chains', () => {
    test.each([
      ['linux', 'GtkButton'],
      ['windows', 'BUTTON'],
      ['macos', 'NSButton'],
    ])('a tree is laid out, mapped for %s and drawn, in one trace', async (platform, nativeClass) => {
      const { workspace } = today()
      const trace = makeTrace()
      const answer = await post(
        `${await url('widget-core')}/v1/render?platform=${platform}&format=svg`,
        { root: frame },
        trace,
      )
      expect(answer.status, answer.text).toBe(200)
      expect(answer.headers.get('content-type')).toContain('image/svg+xml')
      expect(answer.text).toContain('<svg')
      expect(answer.text).toContain(nativeClass)
      const through = ['event-manager', `${platform}-adapter`, 'render-manager']
      expect(answer.headers.get('x-through')?.split(/,\s*/)).toEqual(through)
      for (const name of ['widget-core', ...through]) await traceIn(workspace, name, trace)
    })

    test('a request by name is decided, resolved, activated, encoded and answered, and its event reaches a subscriber', async () => {
      const { workspace } = today()
      const trace = makeTrace()
      const channel = `${await url('notification-service')}/v1/channels/naming/subscribers`
      const subscribed = await post(channel, { filter: { constraint: "$type_name == 'resolved'" } }, trace)
      expect(subscribed.status, subscribed.text).toBe(201)
      const id = subscribed.json['id'] as string
      const request = { name: 'polyorb/echo', operation: 'echo', arguments: ['over sixteen services'] }
      const answer = await post(`${await url('orb-core')}/v1/requests`, request, trace)
      expect(answer.status, answer.text).toBe(200)
      expect(answer.json).toMatchObject({ status: 'NO_EXCEPTION', result: 'over sixteen services' })
      const giop = answer.json['giop'] as { request: string; reply: string }
      for (const message of [giop.request, giop.reply]) expect(message).toMatch(/^47494f500102/i)
      const delivered = await eventually('the event at the subscriber', async () => {
        const { body } = await getJson(`${channel}/${id}/events?max=10&waitMs=500`)
        const events = body['events'] as readonly unknown[]
        return events.length === 0 ? null : events
      })
      expect(JSON.stringify(delivered)).toContain('polyorb/echo')
      const chain = ['security-service', 'poa-manager', 'naming-service', 'event-service', 'notification-service']
      for (const name of ['orb-core', ...chain, 'giop-protocol']) await traceIn(workspace, name, trace)
    })

    test('the same request comes in as SOAP and goes out as SOAP', async () => {
      const envelope =
        '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><e:echo xmlns:e="urn:polyorb/echo">' +
        '<value>in an envelope</value></e:echo></s:Body></s:Envelope>'
      const answer = await send(`${await url('orb-core')}/v1/soap`, envelope, 'text/xml', makeTrace())
      expect(answer.status, answer.text).toBe(200)
      expect(answer.headers.get('content-type')).toContain('text/xml')
      expect(answer.text).toContain('in an envelope')
      expect(answer.text).toContain('http://schemas.xmlsoap.org/soap/envelope/')
    })
  })

  test('traffic goes through all services without a failure', async () => {
    const { workspace } = today()
    expect((await workspace.run(['traffic', 'start', '--rate', '20', '--for', '5m'])).exitCode).toBe(0)
    await eventually('a hundred requests', async () => {
      const { traffic } = JSON.parse((await workspace.run(['status', '--json'])).stdout)
      return traffic.sent >= 100 ? true : null
    })
    const { stdout } = await workspace.run(['traffic', 'stop', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ failed: 0, skipped: 0, lastFailure: null })
  })
}

function makeTrace(): string {
  return randomBytes(16).toString('hex')
}

/** A log line of the service has the trace. */
async function traceIn(workspace: Workspace, service: string, trace: string): Promise<void> {
  await eventually(`the trace in the log of ${service}`, async () => {
    const { stdout } = await workspace.run(['logs', service, '--tail', '500', '--source', 'pod', '--grep', trace])
    return stdout.includes(trace) ? true : null
  })
}

async function post(url: string, body: unknown, trace: string) {
  return send(url, JSON.stringify(body), 'application/json', trace)
}

async function send(url: string, body: string, contentType: string, trace: string) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': contentType, traceparent: `00-${trace}-00f067aa0ba902b7-01`, connection: 'close' },
    body,
  })
  const text = await answer.text()
  const json = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {}
  return { status: answer.status, headers: answer.headers, text, json }
}
