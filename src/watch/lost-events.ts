// Tells lost events from late ones: what a walk found and no event named until the next walk was lost.

export class LostEvents {
  private readonly tell: (lost: number | null) => void
  private suspects = new Set<string>()
  private isTold = false

  constructor(tell: (lost: number | null) => void) {
    this.tell = tell
  }

  onTouched(paths: readonly string[]): void {
    for (const path of paths) this.suspects.delete(path)
  }

  /** `changed`: what a walk found that nobody asked for. */
  onWalked(changed: readonly string[]): void {
    const lost = this.suspects.size
    this.suspects = new Set(changed)
    if (lost > 0) this.tell(lost)
    else if (this.isTold && changed.length === 0) this.tell(null)
    this.isTold = lost > 0 || (this.isTold && changed.length > 0)
  }
}
