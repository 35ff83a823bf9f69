import { X509Certificate } from 'node:crypto'
import type { Text } from '../core/locale.ts'
import { type ReadFile, unreadableText } from './secrets.ts'

/** The certificates of a PEM file, one string each; what is wrong with the file is told to `refuse`. */
export function readCertificates(path: string, readFile: ReadFile, refuse: (text: Text) => void): readonly string[] {
  const read = readFile(path)
  if ('reason' in read) {
    refuse(unreadableText(path, read.reason))
    return []
  }
  const found = read.text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? []
  try {
    for (const pem of found) new X509Certificate(pem)
    if (found.length > 0) return found
  } catch {
    // Told below: to the reader it is the same, whether there is no certificate or a damaged one.
  }
  refuse({ ja: `PEM 形式の証明書として読めません: ${path}`, en: `holds no readable PEM certificate: ${path}` })
  return []
}
