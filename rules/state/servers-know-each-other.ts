import { hazard, rule } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'A setting of the app names single servers of the app',
  why: 'What is sent to one server by its name goes past the balancer and fails with that server; a list of servers has to be changed on every server whenever one is added.',
  remedy: {
    any: 'Let servers meet in what all of them share (Redis Pub/Sub, the queue, the database, service discovery), and send requests to the name of the balancer.',
  },
  needs: ['balancers'],
  *check({ balancers }) {
    for (const { name, technology, serves, namedIn = [] } of balancers) {
      if (serves !== undefined && serves !== 'app') continue;
      for (const step of namedIn)
        yield hazard(`the app is told of single servers behind ${name}`, [step], { technology });
    }
  },
  examples: [
    {
      on: 'nginx-1',
      about: 'a list of peers, and one server that is asked past the balancer; the name of the balancer is for all',
      bad: {
        'nginx.conf':
          'http { upstream app { server 10.0.0.11:3000; server 10.0.0.12:3000; } server { location / { proxy_pass http://app; } } }',
        '.env.production': '«CLUSTER_PEERS=10.0.0.11:3000,10.0.0.12:3000»\n«INTERNAL_API=http://10.0.0.11:3000/api»\n',
      },
      good: {
        'nginx.conf':
          'http { upstream app { server 10.0.0.11:3000; server 10.0.0.12:3000; } server { location / { proxy_pass http://app; } } }',
        '.env.production': 'INTERNAL_API=http://shop.internal/api\nREDIS_HOST=10.0.0.21\n',
      },
    },
  ],
});
