import type { Expr } from '../../facts/expr.js';
import type { Facts } from '../../facts/fact.js';
import { knownImage } from '../docker/known-images.js';
import { items, roughText, shippedText, within } from '../yaml/values.js';
import { saidBeside } from './interpolation.js';

interface Service {
  readonly body: Expr;
}

/** Where a stack lies, and the files that it is made of. */
interface Place {
  readonly folder: string;
  readonly files: readonly string[];
}

/**
 * The services that a start of the stack brings up: those without a profile, and those of the profiles that are turned on, by
 * `COMPOSE_PROFILES` of the environment file beside it, else (where nothing of the app would start without one) by the first line that people
 * are told to start it by (compose-spec, 15-profiles.md).
 */
export function startedOf<S extends Service>(services: readonly S[], place: Place, facts: Facts): readonly S[] {
  if (services.every(({ body }) => profilesOf(body).length === 0)) return services;
  const plain = services.filter(({ body }) => profilesOf(body).length === 0);
  const said = listed(saidBeside(place.folder, facts).variables.get('COMPOSE_PROFILES'));
  const on = new Set(said.length > 0 || plain.some(isOfTheApp) ? said : toldFor(services, place, facts));
  return services.filter(({ body }) => {
    const names = profilesOf(body);
    return names.length === 0 || on.has('*') || names.some((name) => on.has(name));
  });
}

/** The profiles of a service; one without a name is none. */
function profilesOf(body: Expr): readonly string[] {
  const given = within(body, 'profiles');
  return (given?.is === 'list' ? items(given) : given ? [given] : []).flatMap((one) => {
    const name = shippedText(one);
    return name === '' ? [] : [name ?? roughText(one)];
  });
}

function isOfTheApp({ body }: Service): boolean {
  return within(body, 'build') !== undefined || knownImage(roughText(within(body, 'image'))) === undefined;
}

/** What the first line that starts just these files turns on, as far as something of the app comes up by it. */
function toldFor(services: readonly Service[], { folder, files }: Place, facts: Facts): readonly string[] {
  const lines = facts
    .of('started-way')
    .filter(
      (line) =>
        line.technology === 'compose' &&
        (line.files.length > 0 ? line.files.every((file) => files.includes(file)) : line.folder === folder),
    );
  const own = services.filter(isOfTheApp).flatMap(({ body }) => profilesOf(body));
  return lines.find(({ profiles = [] }) => profiles.some((name) => name === '*' || own.includes(name)))?.profiles ?? [];
}

/** The names of `COMPOSE_PROFILES`. */
export function listed(text = ''): readonly string[] {
  return text.replace(/"/g, '').split(',').map((name) => name.trim()).filter((name) => name !== '');
} // biome-ignore format: one line
