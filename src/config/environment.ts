import { issueText } from './issue-text.ts'
import { type Path, type Problem, pathText } from './problem.ts'
import { FILE_SCHEMA } from './schema.ts'
import { type Environment, environmentValue, type ReadFile } from './secrets.ts'
import { isRecord, valueAt } from './settings-file.ts'

/** The settings that the environment may give; it wins over the file. Each also as `NAME_FILE`. */
export const ENVIRONMENT_SETTINGS: Readonly<Record<string, Path>> = {
  HOST: ['listen', 'host'],
  PORT: ['listen', 'port'],
  DATABASE_URL: ['database', 'url'],
  LOG_LEVEL: ['log', 'level'],
  DOTCHI_VANTAGE: ['vantage', 'id'],
  DOTCHI_ADMIN_TOKEN: ['tokens', 'admin'],
  DOTCHI_DESK_TOKEN: ['tokens', 'desk'],
}

export interface FromEnvironment {
  /** The settings with those of the environment put over them. */
  readonly value: Readonly<Record<string, unknown>>
  /** By path: the variable a setting came from. */
  readonly variables: ReadonlyMap<string, { readonly name: string; readonly isSecretFile: boolean }>
  readonly problems: readonly Problem[]
}

const withValueAt = (
  record: Readonly<Record<string, unknown>>,
  path: Path,
  value: unknown,
): Record<string, unknown> => {
  const [first, ...rest] = path as readonly string[]
  const inner = record[first!]
  return { ...record, [first!]: rest.length === 0 ? value : withValueAt(isRecord(inner) ? inner : {}, rest, value) }
}

/** Puts the environment's settings over those of the file; what does not fit is told under the variable's name. */
export function overlayEnvironment(
  settings: Readonly<Record<string, unknown>>,
  environment: Environment,
  readFile: ReadFile,
): FromEnvironment {
  let value = settings
  const variables = new Map<string, { name: string; isSecretFile: boolean }>()
  const problems: Problem[] = []
  const refuse = (path: string, text: Problem['text']) =>
    problems.push({ file: null, path, line: null, column: null, text })
  for (const [name, path] of Object.entries(ENVIRONMENT_SETTINGS)) {
    const found = environmentValue(name, environment, readFile)
    if (found === null) continue
    if ('problem' in found) {
      refuse(name, found.problem)
      continue
    }
    const alone = FILE_SCHEMA.safeParse(withValueAt({}, path, found.value))
    if (!alone.success) {
      for (const issue of alone.error.issues) refuse(found.from, issueText(issue, found.value))
      continue
    }
    // A section that is no mapping is a problem of the file, to be told there.
    if (valueAt(settings, path.slice(0, -1)) !== undefined && !isRecord(valueAt(settings, path.slice(0, -1)))) continue
    value = withValueAt(value, path, found.value)
    variables.set(pathText(path), { name: found.from, isSecretFile: found.isSecretFile })
  }
  return { value, variables, problems }
}
