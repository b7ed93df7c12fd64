// What `devenv traffic start` sends: requests that go through the chains of both languages, and some that stay in one service.
// None of them leaves anything behind.
import { request } from 'devenv'

const button = { kind: 'button', name: 'ok', properties: { label: '&OK' }, item: { border: 5 } }
const field = { kind: 'text', name: 'name', properties: { value: 'Ada' }, item: { proportion: 1, expand: true } }
const frame = {
  kind: 'frame',
  properties: { title: 'Traffic' },
  children: [{ kind: 'panel', sizer: { type: 'box', orientation: 'horizontal' }, children: [field, button] }],
}
const scene = {
  size: [200, 100],
  widgets: [
    { id: 'w1', kind: 'panel', rect: [0, 0, 200, 100] },
    { id: 'w2', kind: 'button', parent: 'w1', rect: [10, 10, 80, 32], properties: { label: 'OK' } },
  ],
}
const xrc =
  '<?xml version="1.0"?><resource version="2.5.3.0"><object class="wxFrame" name="main"><title>Traffic</title></object></resource>'
const envelope =
  '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:e="urn:polyorb/echo"><soap:Body>' +
  '<e:echo><value>traffic</value></e:echo></soap:Body></soap:Envelope>'

export const traffic = [
  ...['linux', 'windows', 'macos'].map((platform) =>
    request('widget-core', {
      method: 'POST',
      path: `/v1/render?platform=${platform}&format=svg`,
      body: { root: frame },
    }),
  ),
  request('widget-core', { method: 'POST', path: '/v1/layout', body: { root: frame } }),
  request('render-manager', { method: 'POST', path: '/v1/render?format=draw-list', body: { scene } }),
  request('event-manager', { path: '/v1/event-types' }),
  request('xrc-service', { method: 'POST', path: '/v1/validate', body: xrc, contentType: 'application/xml' }),
  ...['echo', 'calculator'].map((name) =>
    request('orb-core', {
      method: 'POST',
      path: '/v1/requests',
      body: { name: `polyorb/${name}`, operation: '_non_existent', arguments: [] },
    }),
  ),
  request('orb-core', { method: 'POST', path: '/v1/soap', body: envelope, contentType: 'text/xml' }),
  request('naming-service', { method: 'POST', path: '/v1/names/resolve', body: { name: 'polyorb/echo' } }),
  request('interface-repository', { path: '/v1/lookup?name=polyorb::Echo' }),
  request('security-service', {
    method: 'POST',
    path: '/v1/decisions',
    body: { operation: 'invoke', resource: 'polyorb/echo' },
  }),
  request('giop-protocol', {
    method: 'POST',
    path: '/v1/encode',
    body: { version: '1.2', byteOrder: 'little', message: 'CloseConnection' },
  }),
]
