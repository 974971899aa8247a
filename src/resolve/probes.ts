import type { Span } from '../facts/span.js';
import type { AppParts } from './app.js';
import { overlapping } from './overlapping.js';
import type { Balancer, Process } from './parts/topology.js';
import type { Repair } from './repair.js';

/** The path at which the app itself tells whether it is healthy, whoever asks. */
export function healthPath({ healthChecks = [], answeredPaths = [] }: AppParts): string | undefined {
  const isUnsure = overlapping(answeredPaths.flatMap(({ unsure }) => unsure), (at) => [at]); // biome-ignore format: one question
  const route = healthChecks.find(
    ({ via, path, obstacles, at }) => via === 'route' && path && obstacles.length === 0 && !isUnsure(at),
  );
  return route?.path?.replace(/^(?!\/)/, '/');
}

/** Once the app's own health path is known, a process can be asked there: by a new probe, or by one that asks elsewhere. */
export function probedProcess(process: Process, path: string | undefined): Process {
  const { probes, probePaths, repairs } = process;
  return {
    ...process,
    ...(probes ? { repairs: { ...repairs, ...probes(path) } } : {}),
    ...(probePaths ? { probePaths: probePaths.map((probe) => ({ ...probe, repair: otherPath(probe, path) })) } : {}),
  };
}

/** As `probedProcess`, for the servers behind a balancer. */
export function probedBalancer(balancer: Balancer, path: string | undefined): Balancer {
  const { probes, checkPath, checkAt, repairs } = balancer;
  const other = checkPath && checkAt ? otherPath({ path: checkPath, at: checkAt }, path) : undefined;
  return { ...balancer, repairs: { ...repairs, ...probes?.(path), checkPath: other } };
}

/** Another path for a check, where its place holds nothing but the path. */
function otherPath(asked: { readonly path: string; readonly at: Span }, path: string | undefined): Repair | undefined {
  const beside = asked.at.end - asked.at.start - asked.path.length;
  if (path === undefined || (beside !== 0 && beside !== 2)) return undefined;
  const quote = beside / 2;
  const at = { ...asked.at, start: asked.at.start + quote, end: asked.at.end - quote };
  return {
    title: `Ask ${path}, which the app answers`,
    safety: 'unsafe',
    changes: [{ is: 'replace', at, text: path }],
    needs: [answering(path)],
  };
}

export function answering(path: string): string {
  return `Look that ${path} answers 200 without a login, whatever Host header the check sends`;
}
