// Secrets never reach details, logs or reports.

const MASK = '***'

/** Every rule keeps what names the secret and hides its value; masking twice changes nothing. */
export function maskSecrets(text: string): string {
  return rules.reduce((masked, [pattern, by]) => masked.replace(pattern, by), text)
}

const rules: readonly (readonly [RegExp, string])[] = [
  [/(-----BEGIN [A-Z ]*PRIVATE KEY-----)[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, `$1${MASK}$2`],
  [/\b([a-z][a-z\d+.-]*:\/\/[^\s:/@]+):[^\s/@]+@/gi, `$1:${MASK}@`],
  [/\b((?:proxy-)?authorization["']?\s*[:=]\s*["']?(?:bearer|basic|token)\s+)[^\s"',]+/gi, `$1${MASK}`],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, MASK],
  [/\b[a-z\d]{6}\.[a-z\d]{16}\b/g, MASK],
  [/\b((?:client-key|client-certificate|certificate-authority)-data["']?:\s*)[\w+/=]{8,}/g, `$1${MASK}`],
  [/(["']auths?["']\s*:\s*["'])[\w+/=]+/g, `$1${MASK}`],
  [
    /((?:^|[^\w])[\w-]*(?:passwd|password|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)[\w-]*["']?\s*(?:=|:\s)\s*["']?)(?!\*\*\*)[^\s"',;&]+/gi,
    `$1${MASK}`,
  ],
  [/(--(?:password|token|secret|api-key)\s+)(?!\*\*\*)\S+/gi, `$1${MASK}`],
]
