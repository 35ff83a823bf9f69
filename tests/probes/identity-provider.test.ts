import { expect, test } from 'vitest'
import { answering, see, webServer } from './rig.ts'

const SAML = `<?xml version="1.0"?><md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://sso.example/">`

test.each([
  ['SAML metadata', SAML],
  ['SAML metadata without a prefix', '<EntityDescriptor entityID="x">'],
  ['SAML metadata of several', '<md:EntitiesDescriptor\n Name="x">'],
  ['an OpenID Connect discovery document', '{"issuer":"https://sso.example/"}'],
])('%s is healthy', async (_, body) => {
  const server = await answering(200, body, { 'content-type': 'application/octet-stream' })
  expect(await see('identity-provider', { url: server.origin })).toMatchObject({
    outcome: 'passed',
    role: 'identity-provider',
    drift: [],
  })
})

test.each(['', '<html>maintenance</html>', '{}', '{"issuer":null}', '<NotAnEntityDescriptorAtAll>'])(
  '%j is not',
  async (body) => {
    const server = await answering(200, body)
    expect(await see('identity-provider', { url: server.origin })).toMatchObject({ phase: 'content' })
  },
)

test('a slow answer is noted and fails nothing', async () => {
  const server = await webServer((_, response) => {
    response.writeHead(200)
    response.write(SAML)
    setTimeout(() => response.end(), 150)
  })
  const options = { url: server.origin, slowReadMs: 100, slowConnectMs: 60_000 }
  expect(await see('identity-provider', options)).toMatchObject({ outcome: 'passed', drift: ['slow-read'] })
})
