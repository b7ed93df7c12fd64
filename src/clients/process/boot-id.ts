// Tells one run of the kernel from another: what was written before and not synced may be lost.
import { readFileSync } from 'node:fs'

/** Null where the kernel does not say. */
export function bootId(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return null
  }
}
