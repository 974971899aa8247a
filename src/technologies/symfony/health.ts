import type { Evidence } from '../../resolve/evidence.js';
import type { Repair } from '../../resolve/repair.js';
import { atLeast, packageOf } from '../../resolve/version.js';
import type { Resolution } from '../technology.js';
import type { SymfonyConfig } from './settings.js';

const paths = ['/health', '/healthz', '/up', '/_health', '/api/health'];

/**
 * A controller that answers without a login and asks the database where there is one. Routes are attributes since 5.2, in this namespace
 * since 6.4 (symfony/routing, Attribute/Route.php).
 */
export function healthRepair(
  app: Resolution,
  config: SymfonyConfig,
  protection: (path: string) => readonly Evidence[],
): Repair {
  const path = paths.find((one) => protection(one).length === 0);
  const folder = `${app.root === '.' || app.root === '' ? '' : `${app.root}/`}src/Controller/`;
  const title = `Answer the health checks of a balancer at ${path ?? '/health'}`;
  const file = `${folder}HealthController.php`;
  const code = controller(app, config, path ?? '/health');
  // where the kernel of the app stands elsewhere than in the skeleton, the namespace and the routes may be others
  const source = folder.replace(/Controller\/$/, '');
  const kernel = app.files.find((one) => one.startsWith(source) && /(^|\/)Kernel\.php$/.test(one));
  const isPlain = kernel === undefined || kernel === `${source}Kernel.php`;
  const isKnown = isPlain && app.files.some((one) => one.startsWith(folder));
  const routed = isKnown && atLeast(config.version, 5, 2);
  if (path && routed)
    return {
      title,
      safety: 'unsafe',
      changes: [{ is: 'create', file, text: code }],
      needs: [`Let the balancer ask for ${path}.`],
    };
  const rule = '- { path: ^/health$, roles: PUBLIC_ACCESS }';
  return {
    title,
    safety: 'manual',
    changes: [],
    needs: [
      isKnown
        ? `Write ${file}:\n${code}`
        : `Write a controller beside those of the app, in their namespace, where the routes are read from:\n${code.replace('namespace App\\Controller;', 'namespace <that of the controllers of the app>;')}`,
      ...(path ? [] : [`Put before the other rules of security.access_control: ${rule}`]),
      'Look that it answers without a login, then let the balancer ask for it.',
    ],
  };
}

function controller(app: Resolution, config: SymfonyConfig, path: string): string {
  const database = packageOf(app.facts, 'composer', 'doctrine/doctrine-bundle') !== undefined;
  const kind = atLeast(config.version, 6, 4) ? 'Attribute' : 'Annotation';
  const asks = ["        $connection->executeQuery('SELECT 1');", ''];
  return [
    '<?php',
    '',
    'namespace App\\Controller;',
    '',
    ...(database ? ['use Doctrine\\DBAL\\Connection;'] : []),
    'use Symfony\\Bundle\\FrameworkBundle\\Controller\\AbstractController;',
    'use Symfony\\Component\\HttpFoundation\\Response;',
    `use Symfony\\Component\\Routing\\${kind}\\Route;`,
    '',
    '/** A balancer asks it whether to send users to this copy. */',
    'final class HealthController extends AbstractController',
    '{',
    `    #[Route('${path}', methods: ['GET'])]`,
    `    public function __invoke(${database ? 'Connection $connection' : ''}): Response`,
    '    {',
    ...(database ? asks : []),
    "        return new Response('ok', 200, ['Cache-Control' => 'no-store']);",
    '    }',
    '}',
    '',
  ].join('\n');
}
