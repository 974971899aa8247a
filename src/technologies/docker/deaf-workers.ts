import { known, said } from '../../resolve/evidence.js';
import type { GracefulStop } from '../../resolve/parts/boot-step.js';
import { byHand } from '../../resolve/repair.js';
import type { Started } from '../shell/start.js';
import type { Image } from './image.js';

/** They finish a job before they stop, where PHP can tell them of the signal (laravel/framework 12, Worker.php, `supportsAsyncSignals`; symfony/messenger 7, docs: ext-pcntl). */
const worker = /\b(queue:work|messenger:consume)(\s|$)/;

/**
 * Workers in an official image of PHP, which is made without pcntl (docker-library/php, Dockerfile-linux.template, `./configure`) and in which nothing
 * installs it: the signal to stop ends them in the middle of a job, or is not heard at all where they are the first process of the container.
 */
export function deafWorkers(image: Image | undefined, started: Started | undefined): readonly GracefulStop[] {
  if (!image || !started || !lacksSignals(image)) return [];
  const place = image.runs.find(({ value }) => installs.test(value))?.at ?? image.at;
  const ways = [started, ...started.programs.map((program) => program.started)];
  const main = ways.flatMap((way) => way.main ?? []).find(({ runs, text }) => runs !== false && worker.test(text));
  if (!main) return [];
  return [{
    label: `'${main.text}'`,
    technology: 'docker',
    graceful: known(false, [said(main.command.at, 'works the queue off'), said(place, 'makes an image without pcntl: its PHP hears no signal to stop')]),
    at: place,
    repair: byHand(
      'Install pcntl in the image of the worker',
      `RUN docker-php-ext-install pcntl, in ${image.file}: without it a longer time to stop is waited for to its end, and the job is cut all the same`,
    ),
  }];
} // biome-ignore format: one record

const installs = /\b(docker-php-ext-install|install-php-extensions)\b/;

/** An image of the official name; what a script or a variable installs is not known. */
function lacksSignals({ from, builds }: Image): boolean {
  if (!/^((docker\.io\/)?library\/)?php(:|@|$)/.test(from)) return false;
  const isOpen = ({ value }: Image['builds'][number]) =>
    /pcntl|\.sh\b|php\/extensions/.test(value) || (installs.test(value) && /\$(?!\(nproc|\{?PHPIZE_DEPS)/.test(value));
  return !builds.some(isOpen);
}
