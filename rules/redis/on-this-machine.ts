import { hazard, judge, rule, safe } from 'ha-ready/rule';

const here = /^(localhost|127(\.\d+){3}|::1|\[::1\]|0\.0\.0\.0|unix:|\/)/;

export default rule({
  severity: 'error',
  title: 'Redis, Memcached or the broker is expected on the same machine',
  why: 'Every copy talks to a store on its own machine: sessions, cache, locks and jobs that should be shared are split again.',
  remedy: {
    any: 'Set the address of an instance that all servers reach.',
    flask:
      'Give the client the address of a Redis that every server reaches: `Redis.from_url(os.environ["REDIS_URL"])`.',
    django: 'Read the LOCATION of the cache from the environment of the servers.',
  },
  needs: ['keyValueConnections'],
  *check({ keyValueConnections }) {
    for (const { label, technology, repair, host, placeholder, purposes } of keyValueConnections) {
      yield* judge(`where ${label} is`, host, (address, because) =>
        here.test(address)
          ? hazard(
              `${label} (${purposes.join(', ') || 'in use'}) is looked for on the machine itself: each server would use its own`,
              because,
              {
                technology,
                repair,
                ...(placeholder ? { severity: 'note' as const } : {}),
              },
            )
          : safe(`${label} is reached over the network`, because, { technology, repair }),
      );
    }
  },
  examples: [
    {
      on: 'rails-8',
      about: 'Sidekiq without REDIS_URL',
      bad: {
        Gemfile: 'gem "rails"\ngem "sidekiq"\n',
      },
      good: {
        Gemfile: 'gem "rails"\ngem "sidekiq"\n',
        '.env.production': 'REDIS_URL=redis://redis.internal:6379/0\n',
      },
    },
    {
      on: 'laravel-11',
      about: 'Redis on the machine itself, where a driver in force uses it',
      bad: {
        '.env.production':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nCACHE_STORE=redis\n«REDIS_HOST=127.0.0.1»\n',
      },
      good: {
        '.env.production':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nCACHE_STORE=database\nREDIS_HOST=127.0.0.1\n',
      },
    },
    {
      on: 'laravel-11',
      about: 'REDIS_URL wins over REDIS_HOST',
      good: {
        '.env.production':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nCACHE_STORE=redis\nREDIS_HOST=127.0.0.1\nREDIS_URL=redis://redis.internal:6379\n',
      },
    },
  ],
});
