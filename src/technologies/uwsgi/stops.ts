import type { Fact, Facts } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { known, said } from '../../resolve/evidence.js';
import type { GracefulStop } from '../../resolve/parts/boot-step.js';
import { byHand, type Change, type Repair } from '../../resolve/repair.js';
import { atLeast, packageOf } from '../../resolve/version.js';
import { saysNo } from '../../resolve/yes-no.js';

type Setting = Fact<'setting'>;

/**
 * What SIGTERM does to uWSGI 2.0 (docs: Management, "Signals for controlling uWSGI"; core/uwsgi.c): it reloads the workers at once and goes on
 * serving, until it is killed; with `die-on-term` it ends, and its workers with it, in the middle of their requests. Only the function that the
 * master may be given by a hook lets them finish first.
 */
const graceful = /unix_signal:(15|TERM)\s{1,9}gracefully_kill_them_all/;
const hook = 'unix_signal:15 gracefully_kill_them_all';

const title = 'Let uWSGI end once its requests are done';

/** Whether a file of uWSGI lets its server stop gracefully. */
export function stopOfFile(own: readonly Setting[], facts: Facts): GracefulStop | undefined {
  const [first] = own;
  if (!first || !own.some(({ key }) => /^(http|socket|http-socket|master|module|wsgi-file)/.test(key))) return undefined;
  const hooked = own.find(isHook);
  if (hooked) return stop(true, said(hooked.at, 'lets requests end at the stop signal'));
  const repair = inFile(own, facts);
  const dies = own.find(({ key, value }) => key === 'die-on-term' && !isNo(value));
  return dies
    ? { ...stop(false, said(dies.at, 'ends its workers at the stop signal, in the middle of their requests')), repair }
    : { ...stop(false, said(first.at, 'does not say how to stop: the stop signal reloads it, until it is killed')), repair };
} // biome-ignore format: one choice

function stop(is: boolean, step: ReturnType<typeof said>): GracefulStop {
  return { label: 'uWSGI', technology: 'uwsgi', graceful: known(is, [step]), at: step.at as Span };
}

function isHook({ key, value }: Setting): boolean {
  return key === 'hook-master-start' && value.is === 'literal' && graceful.test(String(value.value));
}

function isNo(value: Setting['value']): boolean {
  return value.is === 'literal' && saysNo(String(value.value));
}

/** The hook belongs to the master. One that is there for something else stays: an option may stand twice, and this would be written over it. */
function inFile(own: readonly Setting[], facts: Facts): Repair {
  const file = own[0]?.at.file ?? '';
  const master = own.some(({ key, value }) => key === 'master' && !isNo(value));
  const option = (name: string, value: string): Change => ({ is: 'option', file, section: 'uwsgi', name, value });
  if (own.some(({ key }) => key === 'hook-master-start'))
    return byHand(title, `Add to ${file}, beside the hook that is there: hook-master-start = ${hook}`, ...waits(facts));
  return {
    title,
    safety: master && waits(facts).length === 0 ? 'safe' : 'unsafe',
    changes: [...(master ? [] : [option('master', 'true')]), option('hook-master-start', hook)],
    needs: waits(facts),
  };
}

/** uWSGI 2.0.27: "Fix gracefully_kill_them_all with running requests". */
function waits(facts: Facts): readonly string[] {
  const version = ['uwsgi', 'pyuwsgi'].map((name) => packageOf(facts, 'pypi', name)).find((one) => one?.version);
  const patch = Number(/^2\.0\.(\d{1,4})/.exec(version?.version ?? '')?.[1] ?? 0);
  const isThere = patch >= 27 || (version?.major !== undefined && atLeast(version, 2, 1));
  return isThere ? [] : ['Take uWSGI 2.0.27 or later: only that waits for all requests that run'];
}

/** Options that name a file which this program may not have read. */
const ofFile =
  /\s(--(ini|ini-paste|config|ya?ml|xml|json|inherit|emperor)[\s=]|-[xyj]\s|[^\s-]\S{0,200}\.(ini|conf|cfg|ya?ml|xml|json)(\s|$))/;

/** The repair that puts uWSGI in the place of its shell, and with it the one of how it then takes the signal: one without the other makes it worse. */
export function togetherWithStop(
  repair: Repair,
  { text, at }: { readonly text: string; readonly at: Span },
  facts: Facts,
): Pick<GracefulStop, 'repair' | 'settles'> {
  if (!/^(\S{0,200}\/)?uwsgi\s/.test(text) || graceful.test(text)) return { repair };
  const settings = facts.of('setting').filter(({ technology }) => technology === 'uwsgi');
  const named = [...new Set(settings.map((one) => one.at.file))].filter((file) => names(text, file));
  const [file, ...others] = named;
  const own = settings.filter((one) => one.at.file === file);
  if (file !== undefined && others.length === 0) {
    if (own.some(isHook)) return { repair };
    return { repair: withStop(repair, inFile(own, facts)), settles: file };
  }
  const before: Span = { ...at, start: at.end, end: at.end };
  const options = `${/\s(-M|--master)(\s|$)/.test(text) ? '' : ' --master'} --hook-master-start "${hook}"`;
  if (ofFile.test(text) || at.end - at.start !== text.length)
    return {
      repair: byHand(
        both,
        `First give it the option hook-master-start = ${hook} (its master is needed for it): without, the stop signal reloads it`,
        ...waits(facts),
        ...lastly(repair),
      ),
    };
  return { repair: withStop(repair, { title, safety: 'unsafe', changes: [{ is: 'insert', at: before, where: 'after', text: options }], needs: waits(facts) }) }; // biome-ignore format: one record
}

const both = 'Put uWSGI in the place of the shell, and let it end once its requests are done';

function lastly({ changes, needs }: Repair): readonly string[] {
  return changes.length > 0 ? ['Then write `exec` before the command'] : needs;
}

/** The program changes both or nothing: an option for a signal that never arrives does nothing. */
function withStop(repair: Repair, end: Repair): Repair {
  if (repair.changes.length === 0) return byHand(both, ...inWords(end), ...lastly(repair));
  if (end.changes.length === 0) return byHand(both, ...end.needs, ...lastly(repair));
  return { title: both, safety: 'unsafe', changes: [...end.changes, ...repair.changes], needs: end.needs };
}

function inWords({ changes, needs }: Repair): readonly string[] {
  const options = changes.map((one) => (one.is === 'option' ? `${one.name} = ${one.value} in ${one.file}` : `hook-master-start = ${hook}, and its master`));
  return options.length > 0 ? [`First set ${options.join(', ')}`, ...needs] : needs;
} // biome-ignore format: one choice

/** Whether a command speaks of a file, by its name. */
export function names(text: string, file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return text.split(/[\s='"/,]+/).includes(name);
}
