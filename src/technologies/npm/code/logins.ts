import type { CodeCatalogue } from '../../../program/catalogue.js';

const strategies =
  '{passport-local,passport-jwt,passport-custom,passport-http,passport-http-bearer,passport-oauth2,passport-openidconnect,passport-google-oauth20,passport-google-oauth,passport-github2,passport-github,passport-facebook,passport-twitter,passport-discord,passport-azure-ad,passport-saml,@node-saml/passport-saml,passport-ldapauth,passport-magic-link,passport-magic-login}';
const redirecting =
  '{passport-oauth2,passport-openidconnect,passport-google-oauth20,passport-github2,passport-facebook,passport-discord,@nestjs/passport.PassportStrategy()}';

/** Logins: what runs when somebody comes to log in, or comes back from where he was sent to. */
export const logins: CodeCatalogue = {
  alias: { 'passport.default': 'passport', 'passport.Passport()': 'passport', 'passport.Authenticator()': 'passport' },
  entries: [
    {
      kind: 'request',
      call: 'passport.{serializeUser,deserializeUser,transformAuthInfo}',
      source: 'npm passport 0.7, lib/authenticator.js',
    },
    { kind: 'request', call: strategies, source: 'npm passport-local 1.0, lib/strategy.js' },
    {
      kind: 'request',
      call: `${strategies}.{Strategy,BasicStrategy,DigestStrategy,OAuth2Strategy,BearerStrategy,OIDCStrategy}`,
      source: 'npm passport-local 1.0, lib/strategy.js',
    },
    // what a login under way is remembered by, until the user comes back
    ...[redirecting, `${redirecting}.{Strategy,OAuth2Strategy}`].map(
      (call) =>
        ({
          kind: 'request',
          call,
          handler: 'store',
          methods: ['store', 'verify'],
          source: 'npm passport-oauth2 1.8, lib/strategy.js; npm passport-openidconnect 0.1.2, lib/strategy.js',
        }) as const,
    ),
    ...['', '.Strategy', '.MultiSamlStrategy'].map(
      (member) =>
        ({
          kind: 'request',
          call: `{passport-saml,@node-saml/passport-saml,@node-saml/node-saml.SAML}${member}`,
          handler: 'cacheProvider',
          methods: ['saveAsync', 'getAsync', 'removeAsync'],
          source: 'npm @node-saml/node-saml 5, src/inmemory-cache-provider.ts',
        }) as const,
    ),
    {
      kind: 'request',
      call: '{express-session,@fastify/session,koa-session,koa-generic-session}',
      handler: 'store',
      methods: ['get', 'set', 'destroy', 'touch', 'all', 'length', 'clear'],
      source: 'npm express-session 1.19, README.md',
    },
  ],
};
