import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Logs stay in a file on each server',
  why: 'To follow one user you have to look on every machine, and the logs of a server that died, or of a container that was replaced, are gone.',
  remedy: {
    any: 'Log to stdout or stderr, to syslog, or to a collector, and look that whatever starts the program hands its output on (supervisord that stays in front of its container, `nodaemon=true`: `stdout_logfile=/dev/stdout` and `stdout_logfile_maxbytes=0`; as a daemon it has no output to hand on).',
    symfony: 'Let the handler for production write to `php://stderr`.',
    nextcloud: 'Set `log_type` to `errorlog`, `syslog` or `systemd`.',
    django: 'Give the root logger of LOGGING a `logging.StreamHandler`.',
  },
  needs: ['logSinks'],
  *check({ logSinks }) {
    for (const { label, technology, repair, destinations } of logSinks) {
      yield* judge(`where ${label} go`, destinations, (all, because) => {
        const ways = all.filter((one) => one !== 'file' && one !== 'nowhere');
        if (ways.length > 0)
          return safe(`${label} leave the machine by ${ways.join(' and ')}`, because, { technology });
        if (all.includes('file'))
          return hazard(`${label} are written to a file of each server only`, because, { technology, repair });
        return undefined;
      });
    }
  },
  examples: [
    {
      on: 'rails-8',
      about: 'lograge writes to a file only',
      bad: {
        'config/initializers/lograge.rb':
          'Rails.application.configure do\n  config.lograge.logger = «ActiveSupport::Logger.new(Rails.env.production? ? Rails.root.join("log/action.log") : $stdout)»\nend\n',
      },
      good: {
        'config/environments/production.rb':
          'Rails.application.configure do\n  config.logger = ActiveSupport::BroadcastLogger.new(ActiveSupport::Logger.new($stdout), ActiveSupport::Logger.new("log/rails.log"))\nend\n',
      },
    },
    {
      on: 'rails-8',
      about: 'no logger is set',
      bad: {
        'config/environments/production.rb': 'Rails.application.configure do\n  config.eager_load = true\nend\n',
      },
      good: {
        'config/environments/production.rb':
          'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\nend\n',
      },
    },
    {
      on: 'laravel-11',
      about: 'the stack of the framework is one file; LOG_STACK may add to it',
      bad: { '.env.example': 'LOG_CHANNEL=stack\n«LOG_STACK=single»\n' },
      good: { '.env.example': 'LOG_CHANNEL=stack\nLOG_STACK=single,stderr\n' },
    },
    {
      on: 'laravel-10',
      about: 'channels of a stack in the config file',
      bad: {
        '.env.example': 'LOG_CHANNEL=stack\n',
        'config/logging.php':
          "<?php\n\nreturn [\n    'default' => env('LOG_CHANNEL', 'stack'),\n    'channels' => [\n        'stack' => ['driver' => 'stack', 'channels' => [«'daily'»]],\n        'daily' => ['driver' => 'daily', 'path' => storage_path('logs/laravel.log')],\n    ],\n];\n",
      },
      good: {
        '.env.example': 'LOG_CHANNEL=syslog\n',
        'config/logging.php':
          "<?php\n\nreturn [\n    'default' => env('LOG_CHANNEL', 'stack'),\n    'channels' => ['syslog' => ['driver' => 'syslog']],\n];\n",
      },
      unclear: {
        '.env.example': 'LOG_CHANNEL=own\n',
        'config/logging.php':
          "<?php\n\nreturn [\n    'default' => env('LOG_CHANNEL', 'stack'),\n    'channels' => ['own' => ['driver' => 'custom', 'via' => App\\Logging\\Own::class]],\n];\n",
      },
    },
  ],
});
