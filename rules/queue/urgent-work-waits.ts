import { hazard, rule, safe } from 'ha-ready/rule';

const urgent = /(^|[-_.:])(urgent|critical|high|priority|important|billing|payments?|realtime)($|[-_.:])/i;

export default rule({
  severity: 'note',
  title: 'Urgent jobs wait behind all others',
  why: 'A worker empties the queues in the order in which they are named: while the ordinary one is full, the urgent one is not looked at, and more servers only mean more workers that do the same.',
  remedy: {
    any: 'Name the urgent queue first, or give it workers of its own.',
    laravel: 'Name the urgent queue first: `queue:work --queue=billing,default`.',
    symfony: 'Name the urgent transport first: `messenger:consume urgent async`.',
  },
  needs: ['queueWorkers'],
  *check({ queueWorkers }) {
    for (const { label, technology, queues, at } of queueWorkers) {
      const found = queues.findIndex((queue) => urgent.test(queue));
      const queue = queues[found];
      if (queue === undefined) continue;
      const before = queues.slice(0, found);
      const elsewhere = queueWorkers.find((other) => other.queues[0] === queue);
      const because = [{ at, says: `takes from ${queues.join(', ')}, in this order` }];
      if (before.length === 0) yield safe(`${label} looks at '${queue}' first`, because, { at, technology });
      else if (elsewhere)
        yield safe(`'${queue}' is looked at first by ${elsewhere.label}`, because, { at, technology });
      else
        yield hazard(`${label} looks at '${queue}' only when ${before.join(', ')} is empty`, because, {
          at,
          technology,
        });
    }
  },
  examples: [
    {
      on: 'laravel-11',
      about: 'the order in which a worker is told its queues',
      bad: {
        'deploy/worker.conf':
          '[«program:worker»]\ncommand=php artisan queue:work --queue=default,billing --tries=3\nautorestart=true\n',
      },
      good: {
        'deploy/worker.conf':
          '[program:worker]\ncommand=php artisan queue:work --queue=billing,default --tries=3\nautorestart=true\n',
      },
    },
    {
      on: 'laravel-11',
      about: 'a worker of its own looks at the urgent queue first',
      good: {
        'deploy/worker.conf':
          '[program:worker]\ncommand=php artisan queue:work --queue=default,billing\nautorestart=true\n\n[program:billing]\ncommand=php artisan queue:work --queue=billing\nautorestart=true\n',
      },
    },
    {
      on: 'symfony-7',
      about: 'transports in the order of the command',
      bad: {
        'deploy/worker.conf':
          '[«program:worker»]\ncommand=php bin/console messenger:consume async high_priority --time-limit=3600\nautorestart=true\n',
      },
      good: {
        'deploy/worker.conf':
          '[program:worker]\ncommand=php bin/console messenger:consume high_priority async --time-limit=3600\nautorestart=true\n',
      },
    },
  ],
});
