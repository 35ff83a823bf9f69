/**
 * Ends the process at once with this exit code. `process.exit` waits for name lookups of the system that are under way,
 * which nobody can stop: behind a silent DNS server that takes minutes. Where such a lookup waits, the process is
 * replaced by one that does nothing but end (not on Windows, which has no such call).
 */
export async function leaveProcess(code: number): Promise<never> {
  await Promise.all([flushed(process.stdout), flushed(process.stderr)])
  const isLookingUp = process.getActiveResourcesInfo().some((name) => name.startsWith('GetAddrInfo'))
  if (isLookingUp && process.platform !== 'win32') {
    process.execve?.(process.execPath, [process.execPath, '--eval', `process.exit(${code})`], process.env)
  }
  process.exit(code)
}

const flushed = (stream: NodeJS.WriteStream) => new Promise<void>((resolve) => stream.write('', () => resolve()))
