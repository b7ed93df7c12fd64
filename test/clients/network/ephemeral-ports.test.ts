import { expect, test } from 'vitest'
import { ephemeralPorts, reservationOf } from '../../../src/clients/network/ephemeral-ports.ts'

const range = { from: 32_768, to: 60_999, reserved: '' }

test('ports that the kernel hands out are reserved by one command, in ranges', () => {
  expect(reservationOf([50_052, 8080, 50_051, 50_060, 61_000], range)).toBe(
    'sudo sysctl -w net.ipv4.ip_local_reserved_ports=50051-50052,50060',
  )
})

test('what was reserved before stays so', () => {
  expect(reservationOf([50_051], { ...range, reserved: '8080,50052-50054' })).toBe(
    'sudo sysctl -w net.ipv4.ip_local_reserved_ports=8080,50051-50054',
  )
})

test('there is nothing to reserve below the range, or twice', () => {
  expect(reservationOf([8080, 50_053], { ...range, reserved: '50052-50054' })).toBeNull()
})

test.skipIf(process.platform !== 'linux')('the kernel says what it hands out', () => {
  const own = ephemeralPorts()!
  expect(own.from).toBeLessThan(own.to)
  expect(own.reserved).toMatch(/^[\d,-]*$/)
})
