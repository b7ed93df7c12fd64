// security-service as it is shipped: the unit tests in Ada, and the built program over HTTP.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildAda, hasGprbuild } from './ada-tree.ts'
import { RunningService, until } from './running-service.ts'

if (!hasGprbuild) console.warn('skipped: the tests of security-service need gprbuild and gnat')

const firstKey = createHash('sha256').update('first').digest('hex')
const secondKey = createHash('sha256').update('second').digest('hex')

describe.skipIf(!hasGprbuild)('security-service', () => {
  let binary = ''
  let folder = ''
  let service: RunningService

  const keys = (mode: number, ...lines: string[]): string => {
    const secrets = mkdtempSync(join(folder, 'secrets-'))
    writeFileSync(join(secrets, 'token-key'), `${lines.join('\n')}\n`, { mode })
    return secrets
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'security-service-'))
    binary = buildAda('security-service/security_service.gpr', 'security-service/bin/security-service')
    service = await RunningService.start(binary, { SECRETS_DIR: keys(0o600, firstKey), LOG_LEVEL: 'debug' })
  }, 240_000)

  afterAll(async () => {
    await service?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const issue = async (at = service, content: object = { subject: 'ann' }) =>
    (await at.request('POST', '/v1/tokens', content)).json
  const verify = async (token: string, at = service) => (await at.request('POST', '/v1/tokens/verify', { token })).json
  const decide = async (content: object, at = service) => (await at.request('POST', '/v1/decisions', content)).json

  it('passes its unit tests in Ada', () => {
    const project = 'security-service/test/security_service_test.gpr'
    const { status, stdout } = spawnSync(buildAda(project, 'security-service/test/bin/security-service-test'), {
      encoding: 'utf8',
    })
    expect(stdout).toMatch(/Successful Tests: +[1-9]/)
    expect(stdout).toMatch(/Failed Assertions: 0\nUnexpected Errors: 0/)
    expect(status).toBe(0)
  }, 240_000)

  it('issues, verifies and revokes tokens', async () => {
    const made = await service.request('POST', '/v1/tokens', { subject: 'ann' })
    expect(made).toMatchObject({ status: 201, json: { roles: ['guest'], token: expect.stringMatching(/^v1\./) } })
    expect(made.headers.get('cache-control')).toBe('no-store')
    const { token, expiresAt } = made.json
    expect(await verify(token)).toEqual({
      valid: true,
      reason: 'the token is valid',
      subject: 'ann',
      roles: ['guest'],
      expiresAt,
    })
    expect((await service.request('POST', '/v1/tokens/revoke', { token })).json).toEqual({ revoked: true })
    expect(await verify(token)).toEqual({ valid: false, reason: 'the token was revoked' })
    expect(await decide({ token, operation: 'look', resource: 'x' })).toMatchObject({
      allowed: false,
      rule: 'valid-token',
      reason: 'the token was revoked',
    })
  })

  it('decides for guests, with a token in the content, in the header, or without one', async () => {
    const asked = { operation: 'invoke', resource: 'polyorb/echo' }
    const allowed = { allowed: true, roles: ['guest'], rule: 'everybody-invokes-and-looks' }
    expect(await decide(asked)).toMatchObject({ ...allowed, subject: 'anonymous' })
    const { token } = await issue()
    expect(await decide({ ...asked, token })).toMatchObject({ ...allowed, subject: 'ann' })
    const withHeader = await service.request('POST', '/v1/decisions', asked, { authorization: `Bearer ${token}` })
    expect(withHeader.json).toMatchObject({ ...allowed, subject: 'ann' })
    expect(await decide({ ...asked, operation: 'activate' })).toEqual({
      allowed: false,
      subject: 'anonymous',
      roles: ['guest'],
      rule: '',
      reason: 'no rule allows activate on polyorb/echo',
    })
    expect((await service.request('GET', '/v1/roles')).json.roles).toMatchObject({
      guest: [{ effect: 'allow' }],
      admin: [{ operations: ['*'] }],
    })
  })

  it('gives roles for a credential, and lets a policy of its own deny', async () => {
    const secrets = keys(0o400, firstKey)
    const digest = createHash('sha256').update('s3cret').digest('hex')
    writeFileSync(join(secrets, 'accounts'), `# who\nolga:operator,guest:${digest}\n`, { mode: 0o600 })
    const list = { roles: ['*'], operations: ['*'], resources: ['*'] }
    const rules = [
      { name: 'all', effect: 'allow', ...list },
      { name: 'not-inside', effect: 'deny', ...list, resources: ['inner/*'] },
    ]
    const policy = join(folder, 'policy.json')
    writeFileSync(policy, JSON.stringify({ rules }))
    const strict = await RunningService.start(binary, { SECRETS_DIR: secrets, POLICY_FILE: policy })
    const { token, roles } = await issue(strict, { subject: 'olga', credential: 's3cret' })
    expect(roles).toEqual(['operator', 'guest'])
    for (const content of [
      { subject: 'olga' },
      { subject: 'olga', credential: 'wrong' },
      { subject: 'x', credential: 'y' },
    ]) {
      expect((await strict.request('POST', '/v1/tokens', content)).status).toBe(401)
    }
    expect(await decide({ token, operation: 'any', resource: 'outer' }, strict)).toMatchObject({ allowed: true })
    expect(await decide({ token, operation: 'any', resource: 'inner/x' }, strict)).toMatchObject({
      allowed: false,
      rule: 'not-inside',
    })
    expect(strict.lines.filter((line) => line.msg === 'credential refused')).toHaveLength(3)
    expect(JSON.stringify(strict.lines)).not.toMatch(new RegExp(`s3cret|wrong|${digest}|${firstKey}`))
    await strict.stop()
  })

  it('lets tokens expire', async () => {
    const short = await RunningService.start(binary, { TOKEN_SECONDS: '1' })
    const { token } = await issue(short)
    const answer = await until(async () => {
      const found = await verify(token, short)
      return found.valid ? undefined : found
    })
    expect(answer.reason).toBe('the token has expired')
    await short.stop()
  })

  it('takes tokens of an old key, signs with the first, and none of a key that is gone', async () => {
    const { token } = await issue()
    const both = await RunningService.start(binary, { SECRETS_DIR: keys(0o600, secondKey, firstKey) })
    expect(await verify(token, both)).toMatchObject({ valid: true })
    expect(await verify((await issue(both)).token)).toMatchObject({ valid: false })
    await both.stop()
    const other = await RunningService.start(binary, { SECRETS_DIR: keys(0o600, secondKey) })
    expect(await verify(token, other)).toEqual({ valid: false, reason: 'the signature of the token is wrong' })
    await other.stop()
  })

  it('never logs a token or a key', async () => {
    const { token } = await issue()
    await verify(token)
    await verify(`${token.slice(0, -4)}AAAA`)
    await decide({ token, operation: 5, resource: 'x' })
    await service.request('POST', '/v1/decisions', `{"token":"${token}",`, { authorization: `Bearer ${token}` })
    await service.request('GET', `/v1/roles?token=${token}`, undefined, { authorization: `Bearer ${token}` })
    await service.request('POST', `/v1/nothing?token=${token}`, { token })
    await service.line((line) => line['path'] === '/v1/nothing')
    const [, claims, signature] = token.split('.')
    const lines = JSON.stringify(service.lines)
    for (const secret of [claims, signature, firstKey, firstKey.slice(0, 32)]) expect(lines).not.toContain(secret)
  })

  it('warns when it has no key', async () => {
    const alone = await RunningService.start(binary)
    expect(alone.lines[0]).toMatchObject({ level: 'warn', service: 'security-service', wanted: 'SECRETS_DIR' })
    await alone.stop()
  })

  it.each([
    ['malformed JSON', '/v1/tokens', '{"subject":', 'malformed JSON'],
    ['nested too deep', '/v1/tokens', '['.repeat(5000), 'nested deeper'],
    ['an array', '/v1/decisions', [], 'must be a JSON object'],
    ['no subject', '/v1/tokens', {}, 'member subject'],
    ['a subject with blanks', '/v1/tokens', { subject: 'a b' }, 'member subject'],
    ['a number for a token', '/v1/tokens/verify', { token: 5 }, 'member token must be a string'],
    ['no operation', '/v1/decisions', { resource: 'x' }, 'member operation'],
    ['a resource that is too long', '/v1/decisions', { operation: 'a', resource: 'x'.repeat(513) }, '512 bytes'],
  ])('refuses %s with a reason', async (_, path, content, reason) => {
    const { status, json } = await service.request('POST', path, content)
    expect(status).toBe(400)
    expect(json.error.reason).toContain(reason)
  })

  it.each(['', 'v1', 'v1..', 'v1.a.b', 'x'.repeat(100_000), 'v1.e30.\u0000é'])(
    'takes no such token: %.20s',
    async (token) => {
      if (token !== '') expect(await verify(token)).toMatchObject({ valid: false })
      expect((await service.request('POST', '/v1/tokens/revoke', { token })).status).toBe(token === '' ? 400 : 422)
    },
  )

  it.each([
    ['a key that others read', () => ({ SECRETS_DIR: keys(0o644, firstKey) }), '0600'],
    ['a short key', () => ({ SECRETS_DIR: keys(0o600, 'short-key') }), '32 characters'],
    ['no policy', () => ({ POLICY_FILE: '/dev/null' }), 'line 1'],
    ['a missing policy', () => ({ POLICY_FILE: '/nowhere' }), 'cannot be read'],
    ['a certificate without key', () => ({ TLS_CERT_FILE: '/x' }), 'both or not at all'],
  ])('says why it cannot start: %s', async (_, env, reason) => {
    const failing = new RunningService(binary, 50_067, env())
    expect(await failing.exit()).toEqual({ code: 1, signal: null })
    expect(failing.lines.at(-1)?.msg).toContain(reason)
    expect(JSON.stringify(failing.lines)).not.toMatch(new RegExp(`short-key|${firstKey}`))
  })
})
