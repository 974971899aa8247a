import type { Fact } from '../../../facts/fact.js';
import type { AppParts } from '../../../resolve/app.js';
import { type Evidence, known, type Resolved, said, unknown } from '../../../resolve/evidence.js';
import type { ProxyTrust } from '../../../resolve/parts/http.js';
import { trustRepair } from '../repairs/http.js';
import { type JsApp, optionOf, type Settled } from '../resolve-js.js';
import { frameworkOf } from './framework.js';
import { plugged } from './plugins.js';
import { appCreation, listeners } from './servers.js';

type Trust = Resolved<'nobody' | 'everyone' | 'bounded'>;

/** Whose forwarded headers are believed, where something depends on them. */
export function proxyParts(js: JsApp): AppParts {
  const reads = [...uses(js, 'reads-forwarded'), ...readByLibrary(js)].slice(0, 4);
  const declared = expressTrust(js) ?? fastifyTrust(js) ?? koaTrust(js);
  // a package without a server of its own may read the header for those that have one
  if (!declared && reads.length === 0 && listeners(js).length === 0 && frameworkOf(js) !== 'next') return {};
  const technology = frameworkOf(js);
  const matters = readsOfClient(js);
  const repair = trustRepair(js, trustCall(js));
  const trusts: ProxyTrust[] = [];
  if (declared) {
    trusts.push({ technology, trusts: declared, matters, repair });
    const isOpen = declared.state === 'known' && declared.value === 'everyone';
    // what the framework may believe does not bind code that reads the header itself
    const says =
      'takes the first address of a header, which whoever sends it can choose, past what the framework trusts';
    for (const { at } of reads.filter(({ name }) => name === 'first' && !isOpen))
      trusts.push({ technology: 'node', trusts: known('everyone', [said(at, says)]), matters: [] });
  } else if (reads.length > 0) {
    const says = 'takes the client address from a header that any client can send';
    for (const { at } of reads)
      trusts.push({ technology: 'node', trusts: known('everyone', [said(at, says)]), matters });
  } else if (matters.length > 0) {
    const made = appCreation(js);
    const nobody: Trust = made
      ? known('nobody', [said(made.at, 'trusts no proxy unless it is told to')])
      : unknown('the server is made elsewhere', []);
    if (made) trusts.push({ technology, trusts: nobody, matters, repair });
  }
  return { proxyTrusts: trusts };
}

function uses(js: JsApp, what: string): readonly Fact<'use'>[] {
  return js.app.facts
    .of('use')
    .filter((fact) => fact.technology === 'node' && fact.what === what && js.runs(fact.at.file));
}

/** npm request-ip 3.3, src/index.js: takes `X-Client-IP`, then the first address of `X-Forwarded-For`, from whoever sends them. One fault in a file. */
function readByLibrary(js: JsApp): readonly { readonly at: Fact['at']; readonly name: string }[] {
  const calls = js.of('request-ip', /(^|\.)(getClientIp|mw)$/);
  const first = new Map(calls.toReversed().map(({ at }) => [at.file, at]));
  return [...first.values()].map((at) => ({ at, name: 'first' }));
}

const countsByAddress =
  /^(express-rate-limit|express-slow-down|@fastify\/rate-limit|@nestjs\/throttler|koa-ratelimit|request-ip)$/;

/** Reads of the client's address or of the scheme, limits that count by address, cookies that need https. */
function readsOfClient(js: JsApp): readonly Evidence[] {
  const reads = uses(js, 'reads-client')
    .filter(({ name }) => name !== 'host' && name !== 'hostname')
    .map((fact) => said(fact.at, `reads the client's ${fact.name === 'secure' ? 'scheme' : fact.name}`));
  const limits = js.calls
    .filter((call) => plugged(js, call).some(({ module }) => countsByAddress.test(module)))
    .map((call) => said(call.at, 'counts by the address of the client'));
  const secure = js.of(/^(express-session|cookie-session)$/).flatMap((call) => {
    const cookie = optionOf(js, call, 'cookie');
    const option = cookie ? optionOf(js, { args: [cookie] }, 'secure') : optionOf(js, call, 'secure');
    const value = option && js.value(option);
    return value?.state === 'known' && value.value === true ? [said(call.at, 'sets its cookie over https only')] : [];
  });
  return [...limits, ...secure, ...reads].slice(0, 4);
}

/** `app.set('trust proxy', …)`, or the same by `enable` and `disable`: of several, that beside which the app is made (others change it later). */
function trustCall(js: JsApp): Fact<'js-call'> | undefined {
  const isTrust = ({ expr }: Settled) => expr.is === 'literal' && expr.value === 'trust proxy';
  const calls = js.calls.filter(
    ({ name, args: [first] }) => /(^|\.)(set|enable|disable)$/.test(name) && js.settle(first).some(isTrust),
  );
  const made = calls.length > 1 ? appCreation(js)?.at.file : undefined;
  return calls.find(({ at }) => at.file === made) ?? calls[0];
}

function expressTrust(js: JsApp): Trust | undefined {
  const call = trustCall(js);
  if (!call) return undefined;
  const second = call.args[1];
  if (call.name.endsWith('enable')) return known('everyone', [said(call.at, "enables 'trust proxy' for every peer")]);
  if (call.name.endsWith('disable') || !second) return known('nobody', [said(call.at, "disables 'trust proxy'")]);
  return trustOf(js, second, call);
}

function trustOf(js: JsApp, option: Fact<'js-call'>['args'][number], call: Fact<'js-call'>): Trust {
  const all = js.settle(option).map(({ expr, because }): Trust => {
    const set = said(call.at, "sets 'trust proxy'");
    const evidence =
      expr.is === 'literal' ? [...because, set, said(expr.at, `says ${String(expr.value)}`)] : [...because, set];
    if (expr.is === 'list' || expr.is === 'call') return known('bounded', evidence);
    if (expr.is !== 'literal')
      return expr.is === 'opaque' && /=>|function/.test(expr.source)
        ? known('bounded', evidence)
        : unknown('it is set by code', evidence);
    if (expr.value === true || expr.value === 'true') return known('everyone', evidence);
    if (expr.value === null || expr.value === false || expr.value === 0 || expr.value === 'false' || expr.value === '')
      return known('nobody', evidence);
    return known('bounded', evidence);
  });
  const [first] = all;
  if (!first) return unknown('it is set by code', [said(call.at, "sets 'trust proxy'")]);
  const same = all.every((one) => one.state === 'known' && first.state === 'known' && one.value === first.value);
  return same
    ? first
    : unknown('it depends on a condition that the repository does not decide', [said(call.at, "sets 'trust proxy'")]);
}

function fastifyTrust(js: JsApp): Trust | undefined {
  const made = [
    ...js.of('fastify', /^(|default|fastify|Fastify)$/),
    ...js.of('@nestjs/platform-fastify', /^FastifyAdapter$/),
  ];
  for (const call of made) {
    const option = optionOf(js, call, 'trustProxy');
    if (option) return trustOf(js, option, call);
  }
  return undefined;
}

/** Koa takes the left-most address unless it is told which header or how many hops. */
function koaTrust(js: JsApp): Trust | undefined {
  const made = js.of('koa', /^$/)[0];
  const option = made && optionOf(js, made, 'proxy');
  const set = uses(js, 'sets-proxy')[0];
  const value = set?.options?.value ?? option;
  const at = set?.at ?? made?.at;
  if (!value || !at || frameworkOf(js) !== 'koa') return undefined;
  const on = js.value(value);
  if (on.state === 'unknown') return on;
  if (on.value !== true && on.value !== 'true') return known('nobody', [said(at, 'trusts no proxy')]);
  const bounded = uses(js, 'sets-maxIpsCount')[0] ?? (made && optionOf(js, made, 'maxIpsCount'));
  if (bounded) return known('bounded', [said(at, 'trusts a known number of proxies')]);
  return known('everyone', [said(at, 'believes the left-most address that any client can send')]);
}
