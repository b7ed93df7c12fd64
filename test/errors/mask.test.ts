import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskSecrets } from '../../src/errors/classify.ts'

describe('maskSecrets', () => {
  test.each([
    ['docker login --password hunter2 host', 'docker login --password *** host'],
    ['DB_PASSWORD=hunter2 make', 'DB_PASSWORD=*** make'],
    ['AWS_SECRET_ACCESS_KEY="wJalrXUtnFEMI"', 'AWS_SECRET_ACCESS_KEY="***"'],
    ['{"apiKey": "abc", "port": 80}', '{"apiKey": "***", "port": 80}'],
    ['https://me:hunter2@example.org/x', 'https://me:***@example.org/x'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer ***'],
    ['kubeadm join --token abcdef.0123456789abcdef', 'kubeadm join --token ***'],
    ['client-key-data: LS0tLS1CRUdJTiBSU0Eg', 'client-key-data: ***'],
    ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc end', 'jwt *** end'],
    [
      '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----',
      '-----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY-----',
    ],
    ['{"auths":{"r":{"auth":"dXNlcjpwYXNz"}}}', '{"auths":{"r":{"auth":"***"}}}'],
  ])('%s', (text, masked) => {
    expect(maskSecrets(text)).toBe(masked)
  })

  test.each([
    'orb_core-dispatch.adb:42:07: error: missing ";"',
    'gprbuild -p -k -j2 -P orb_core.gpr',
    'tokenizer.cpp:12:3: error: expected unqualified-id before token',
    'http://127.0.0.1:9001/health',
  ])('leaves %s alone', (text) => {
    expect(maskSecrets(text)).toBe(text)
  })

  test('masking twice is masking once', () => {
    const word = fc.constantFrom(
      'password',
      'token',
      '=',
      ': ',
      'x',
      ' ',
      '--',
      '"',
      'Bearer ',
      'authorization: ',
      'a:b@',
      'http://',
      '\n',
      '***',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const once = maskSecrets(words.join(''))
        expect(maskSecrets(once)).toBe(once)
      }),
    )
  })
})
