import { literalText } from '../../facts/expr.js';
import { known, said, unknown } from '../../resolve/evidence.js';
import type { BootStep, Secret } from '../../resolve/parts/boot-step.js';
import type { Resolution } from '../technology.js';
import type { SymfonyConfig } from './settings.js';

/** Keys that cookies, links and tokens are signed with. */
export function secrets(app: Resolution, config: SymfonyConfig): readonly Secret[] {
  return [...appSecret(config), ...jwtKeys(app, config)];
}

function appSecret(config: SymfonyConfig): readonly Secret[] {
  const written = config.expr(['framework', 'secret']);
  if (!written) return [];
  const value = config.evaluate(written);
  if (value.state === 'unknown') return [];
  // An empty secret is the operator's to set; a start script that makes one is judged where it does.
  if (!value.value) return [];
  return [
    {
      label: 'the secret of the framework',
      technology: 'symfony',
      origin: known('fixed', value.because),
      at: written.at,
    },
  ];
}

/** LexikJWTAuthenticationBundle signs with a key pair in files, which something has to bring to every server. */
function jwtKeys(app: Resolution, config: SymfonyConfig): readonly Secret[] {
  const written = config.expr(['lexik_jwt_authentication', 'secret_key']);
  const made = app.facts.of('use').find((fact) => fact.technology === 'symfony' && fact.what === 'makes-jwt-keys');
  if (!written && !made) return [];
  const label = 'the key pair for API tokens';
  if (made)
    return [
      {
        label,
        technology: 'symfony',
        origin: known('per-server-file', [said(made.at, 'makes the key pair on the server that runs it')]),
        at: made.at,
      },
    ];
  if (!written) return [];
  const value = config.evaluate(written);
  const text = value.state === 'known' ? String(value.value ?? '') : '';
  const shipped = app.files.some((path) => /(^|\/)config\/jwt\/.*\.pem$/.test(path));
  if (shipped || text.startsWith('-----BEGIN'))
    return [{ label, technology: 'symfony', origin: known('fixed', value.because), at: written.at }];
  const why = 'it is a file, and the repository does not show how every server gets the same one';
  return [{ label, technology: 'symfony', origin: unknown(why, value.because), at: written.at }];
}

/** Console commands of the app itself that a start script runs and that migrate the database. */
export function bootSteps(app: Resolution): readonly BootStep[] {
  const uses = app.facts.of('use').filter((fact) => fact.technology === 'symfony');
  const migrating = new Set(
    uses
      .filter((fact) => fact.what === 'command' && literalText(fact.options?.migrates) === 'true')
      .map(({ name }) => name),
  );
  return uses
    .filter((fact) => fact.what === 'runs-command' && migrating.has(fact.name))
    .map((fact) => ({
      step: 'migrate',
      label: `bin/console ${fact.name}`,
      technology: 'symfony',
      when: 'each-start',
      guards: [],
      runs: known(true, [said(fact.at, 'runs a command of the app that migrates the database')]),
      at: fact.at,
    }));
}
