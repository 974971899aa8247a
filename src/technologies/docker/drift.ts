import type { Span } from '../../facts/span.js';
import { said } from '../../resolve/evidence.js';
import type { Drift } from '../../resolve/parts/boot-step.js';
import type { Process } from '../../resolve/parts/topology.js';
import { byHand, type Repair } from '../../resolve/repair.js';
import { roughText } from '../yaml/values.js';
import { imageName } from './known-images.js';

/** Variables that all processes of one app must share: keys, and where data is kept. */
const shared =
  /^(APP_KEY|APP_SECRET|SECRET_KEY(_BASE)?|RAILS_MASTER_KEY|DJANGO_SECRET_KEY|JWT_SECRET\w*|\w*_?JWT_SECRET|SESSION_SECRET|COOKIE_SECRET|NEXTAUTH_SECRET|AUTH_SECRET|ENCRYPTION_KEY|DATABASE_URL|DB_(HOST|DATABASE|NAME|CONNECTION|URL)|POSTGRES_(HOST|DB)|MYSQL_(HOST|DATABASE)|REDIS_(HOST|URL)|CACHE_(DRIVER|STORE|PREFIX)|REDIS_PREFIX|QUEUE_(CONNECTION|DRIVER)|SESSION_DRIVER|MONGO(DB)?_(URL|URI)|RABBITMQ_URL|CELERY_BROKER_URL|MESSENGER_TRANSPORT_DSN|TZ|APP_TIMEZONE|\w+_(KEY|SALT))$/;
const own = /^(PUBLIC|NEXT_PUBLIC|VITE)_|_PUBLIC_KEY$|SSH|LICENSE/;

/** Processes of one app whose settings differ where they must be the same, or that run different versions of it. */
export function driftsBetween(processes: readonly Process[]): readonly Drift[] {
  const groups = new Map<string, Process[]>();
  for (const process of processes) {
    if (process.role === 'job') continue;
    const key = process.folders?.join(' ') ?? imageIn(process.image);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), process]);
  }
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .flatMap((group) => [...settings(group), ...versions(group)]);
}

/** A word for a tag that tells of no release names another image of the same makers: `shop:worker`. */
function imageIn(image: string | undefined): string | undefined {
  const tag = /:([a-z][a-z-]*)$/.exec(image ?? '')?.[1];
  const isRelease =
    /^(latest|stable|edge|nightly|main|master|develop|dev|beta|alpha|rc|next|canary|unstable|production|staging)$/;
  return tag === undefined || isRelease.test(tag) ? imageName(image) : image;
}

/** A setting, who is given it and where. */
export interface Told {
  readonly who: string;
  readonly name: string;
  readonly value: string;
  readonly at: Span;
}

/** Settings that must be the same and are not. */
export function driftBetween(told: readonly Told[], technology: string): readonly Drift[] {
  const names = new Set(told.map(({ name }) => name));
  return [...names].flatMap((name): readonly Drift[] => {
    if (!shared.test(name) || own.test(name)) return [];
    const set = told.filter((one) => one.name === name);
    const first = set[0];
    const other = set.find(({ value }) => value !== first?.value);
    if (!first || !other) return [];
    return [{ name, technology, places: [said(first.at, `${first.who} has one value`), said(other.at, `${other.who} has another`)], repair: same(name, first.who, other.who) }];
  }); // biome-ignore format: one record
}

function settings(group: readonly Process[]): readonly Drift[] {
  const told = group.flatMap((process) => {
    const last = new Map(process.environment.map((entry) => [entry.name, entry.value]));
    return [...last].flatMap(([name, value]): readonly Told[] =>
      hasUnknown(value) ? [] : [{ who: process.name, name, value: roughText(value), at: value.at }],
    );
  });
  return driftBetween(told, group[0]?.technology ?? 'docker');
}

/** A value that the host supplies may be the same after all; only what is written differs for certain. */
function hasUnknown(value: Process['environment'][number]['value']): boolean {
  return value.is === 'opaque' || value.is === 'list' || value.is === 'map';
}

function versions(group: readonly Process[]): readonly Drift[] {
  const tagged = group.filter(({ image, folders }) => image !== undefined && folders === undefined);
  const first = tagged[0];
  const other = tagged.find(({ image }) => image !== first?.image);
  if (!first || !other) return [];
  return [{ name: 'the version of the image', technology: other.technology, places: [said(first.at, `${first.name} runs one version`), said(other.at, `${other.name} runs another`)] }];
} // biome-ignore format: one record

function same(name: string, one: string, other: string): Repair {
  return byHand(
    `Give ${one} and ${other} the same ${name}`,
    `Find out which of the two values of ${name} the data was written with`,
    'Write it once, where both take it from (an env file, a common block), and take the other one out',
  );
}
