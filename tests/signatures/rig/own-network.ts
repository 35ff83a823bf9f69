import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Observation } from '../../../src/core/observation.ts'

/**
 * What scenes saw, one after the other, from inside a network of their own: a process with its own interfaces, routes, resolver configuration and
 * ports, in which public addresses may be put on loopback. Nothing of it outlives the process, and nothing of the machine's
 * own network is touched. Needs root (or CAP_SYS_ADMIN); where that is missing the test fails and says so.
 */
export async function seenInside(
  ...scenes: readonly string[]
): Promise<Readonly<Record<string, readonly Observation[]>>> {
  const node = process.execPath
  const entry = join(import.meta.dirname, 'inside.ts')
  const child = spawn(
    'unshare',
    ['--net', '--mount', '--fork', '--kill-child', '--', 'sh', '-ec', PROLOGUE, 'sh', node, entry, ...scenes],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.err += chunk
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS)
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  clearTimeout(timer)
  if (code !== 0)
    throw new Error(
      `no network of its own for ${scenes.join(', ')} (it needs root, unshare and iproute2): ${code}\n${said.err}`,
    )
  return JSON.parse(said.out) as Record<string, readonly Observation[]>
}

const LONGEST_MS = 50_000

/** Its own loopback, its own namespaces, and names from the files and the DNS server on loopback alone. */
const PROLOGUE = `
ip link set lo up
mkdir -p /run/netns
mount -t tmpfs none /run/netns
printf 'nameserver 127.0.0.1\\noptions timeout:2 attempts:1\\n' > /run/netns/resolv
printf 'hosts: files dns\\n' > /run/netns/nsswitch
printf '127.0.0.1 localhost\\n' > /run/netns/hosts
for name in resolv:resolv.conf nsswitch:nsswitch.conf hosts:hosts; do
  mount --bind "/run/netns/\${name%%:*}" "/etc/\${name##*:}"
done
exec "$@"
`
