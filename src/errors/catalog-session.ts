// DE07xx: sessions. DE09xx: devenv itself.
import { catalogGroup } from './catalog-entry.ts'

export const sessionEntries = catalogGroup('environment', 4, [
  {
    code: 'DE0701',
    summary: 'another devenv session runs in this workspace[ (process {pid})][ since {since}]',
    cause: 'Two sessions would build and update the same services. Another workspace may run beside it.',
    hints: [
      { label: 'look at it', effect: 'its services and problems', command: 'devenv status' },
      { label: 'end it', effect: 'the cluster stays', command: 'kill {pid}' },
    ],
  },
  {
    code: 'DE0702',
    summary: 'the lock or socket of a dead session was removed',
    cause: 'A session ended without cleaning up: it was killed or the machine went down.',
    hints: [{ label: 'nothing to do', effect: 'devenv goes on' }],
  },
  {
    code: 'DE0703',
    summary: '{command|this command} needs a running session, and there is none',
    cause: 'The command talks to the session of this workspace through its socket.',
    hints: [{ label: 'start one', effect: 'in another terminal, or with -d in the background', command: 'devenv up' }],
  },
])

export const devenvEntries = catalogGroup('bug', 5, [
  {
    code: 'DE0901',
    summary: 'bug in devenv[: {message}]',
    cause: 'devenv met a state that its authors did not foresee. Your files and the cluster are as they were.',
    hints: [
      { label: 'report it', effect: 'with the stack and the log that are named above' },
      { label: 'start again', effect: 'devenv goes on where it stopped', command: 'devenv up' },
    ],
  },
  {
    code: 'DE0902',
    summary: '{tool|a tool} failed[ with exit code {exitCode}][: {reason}]',
    cause:
      'A tool that devenv runs ended in a way that devenv does not know yet. The details hold the command and its last lines.',
    hints: [
      { label: 'run the command by hand', effect: 'it is printed so that it can be pasted into a shell' },
      { label: 'report it', effect: 'so that devenv can name the cause next time' },
    ],
    fault: 'environment',
    exitCode: 4,
  },
])
