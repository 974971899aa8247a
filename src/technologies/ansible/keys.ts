import { known, said } from '../../resolve/evidence.js';
import type { Secret } from '../../resolve/parts/boot-step.js';
import { keyMakers, randomness, secretName } from '../shell/steps.js';
import { entries, shippedText, within } from '../yaml/values.js';
import type { Given } from './given.js';
import { templateText } from './jinja.js';
import type { Program, TaskRun } from './plays.js';
import { chosenHost, commandOf, moduleOf } from './tasks.js';

/** What belongs to the machine: certificates, keys of its shell access, parameters of its TLS. */
const ofMachine = /\b(req\b.{0,300}-x509|dhparam|ssh-keygen|certbot|letsencrypt|x509)\b/;
/** A password that is made anew for whoever asks: the file that would keep it is nowhere. */
const anew =
  /lookup\(\s*['"](ansible\.builtin\.)?password['"]\s*,\s*['"]\/dev\/null|\bpassword_hash\b.{0,300}random|\|\s*random\b|lookup\(\s*['"]pipe['"]\s*,[^)]{0,300}(openssl rand|urandom|uuidgen|pwgen)/;

/** Keys that plays make on each host, and keep in a file there. */
export function keysOf(program: Program, given: readonly Given[]): readonly Secret[] {
  const secrets = new Map<string, Secret>();
  const add = (secret: Secret) => {
    const key = `${secret.at.file}:${secret.at.start}`;
    if (!secrets.has(key)) secrets.set(key, secret);
  };
  for (const run of program.runs) {
    const command = commandOf(run);
    if (!command || chosenHost(run) || ofMachine.test(command.text)) continue;
    const maker = keyMakers.find(({ when, unless }) => when.test(command.text) && !unless?.test(command.text));
    const register = shippedText(within(run.body, 'register'));
    const goesInto = register && given.find(({ name, written, run: by }) => by.play.group === run.play.group && secretName.test(name) && mentions(written, register)); // biome-ignore format: one condition
    const isMade = randomness.test(command.text);
    const put = goesInto || (register && isMade ? putInto(register, run, program) : undefined) || undefined;
    const label = maker?.label ?? (isMade ? put?.name : undefined);
    if (!label) continue;
    const kept = put ? [said(put.at, `${put.name} is what it printed on this host`)] : [];
    const because = [...kept, said(command.at, 'makes a key on each host')];
    add({ label, technology: 'ansible', origin: known('per-server-file', because), at: command.at });
  }
  for (const { name, written, at, run } of given) {
    if (!secretName.test(name) || chosenHost(run)) continue;
    const source = anew.test(written) ? { text: written, at } : madeAnew(written, run);
    if (source) add({ label: name, technology: 'ansible', origin: known('per-server-file', [said(at, `sets ${name}`), said(source.at, 'is made anew for each host')]), at: source.at }); // biome-ignore format: one record
  }
  return [...secrets.values()];
}

/** The setting of a file of the host that a task gives what another one printed: `replace: 'secret_key: "{{ made.stdout }}"'`. */
function putInto(register: string, { play }: TaskRun, { runs }: Program): { readonly name: string; readonly at: Secret['at'] } | undefined {
  for (const run of runs) {
    const module = run.play.group === play.group ? moduleOf(run.body) : undefined;
    if (!module || !/^(replace|lineinfile|blockinfile|copy|ini_file|community\.general\.ini_file)$/.test(module.name) || chosenHost(run)) continue;
    const text = entries(module.value).find(({ key }) => /^(replace|line|block|content|value)$/.test(key))?.value;
    const written = text && templateText(text);
    if (!text || !written || !mentions(written, register)) continue;
    const name = shippedText(within(module.value, 'option')) ?? /([A-Za-z_][\w.-]{0,60})["']?\s{0,5}[:=]>?\s{0,5}["']?\{\{/.exec(written)?.[1];
    if (name && secretName.test(name)) return { name, at: text.at };
  }
  return undefined;
} // biome-ignore format: conditions

function mentions(written: string, name: string): boolean {
  return new RegExp(`\\{\\{[^}]{0,300}\\b${name.replace(/[^\w]/g, '')}\\b`).test(written);
}

/** The variable that a template prints, where its own value is a password made anew. */
function madeAnew(written: string, run: TaskRun): { readonly at: Secret['at'] } | undefined {
  const name = /^\s*\{\{-?\s*(\w+)\s*(\||-?\}\})/.exec(written)?.[1];
  const value = name ? run.scope(name) : undefined;
  return value && anew.test(templateText(value) ?? '') ? { at: value.at } : undefined;
}
