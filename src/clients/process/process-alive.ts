// Is there a process of this id.

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    // Somebody else's is alive too.
    return (thrown as NodeJS.ErrnoException).code === 'EPERM'
  }
}
