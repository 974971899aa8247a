import { hazard, judgeStore, rule, type Severity } from 'ha-ready/rule';

const severities = {
  export: 'error',
  index: 'error',
  settings: 'error',
  code: 'error',
  backup: 'warning',
  other: 'warning',
} as const satisfies Record<string, Severity>;

export default rule({
  severity: 'error',
  title: 'The running app writes files that other servers need',
  why: 'The file exists on the server that wrote it and nowhere else: settings, plugins, search indexes and exports differ from server to server.',
  remedy: {
    any: 'Keep it in the database or in object storage; ship code and configuration with the release.',
    wordpress:
      'Define DISALLOW_FILE_MODS as true and ship core, plugins and themes with the release (Composer, image build).',
  },
  needs: ['localWrites'],
  *check({ localWrites }) {
    for (const store of localWrites) {
      yield* judgeStore(store, ({ reach }, because) =>
        hazard(`${store.label} is written to the disk of one ${reach}: the other server does not have it`, because, {
          technology: store.technology,
          severity: store.stakes === 'speed' ? 'note' : severities[store.content],
        }),
      );
    }
  },
  examples: [
    {
      on: 'wordpress-6',
      about: 'WordPress may install plugins and update itself unless DISALLOW_FILE_MODS forbids it',
      bad: { 'wp-config.php': "<?php\n«define('DISALLOW_FILE_MODS', false)»;\n" },
      good: { 'wp-config.php': "<?php\ndefine('DISALLOW_FILE_MODS', true);\n" },
    },
    {
      on: 'wordpress-6-bedrock',
      about: 'what Bedrock allows in development is not in force in production',
      good: {
        'config/environments/development.php':
          "<?php\nuse Roots\\WPConfig\\Config;\nConfig::define('DISALLOW_FILE_MODS', false);\n",
      },
    },
    {
      on: 'wordpress-6-bedrock',
      about: 'the overlay of Bedrock for production wins over application.php',
      bad: {
        'config/environments/production.php':
          "<?php\nuse Roots\\WPConfig\\Config;\n«Config::define('DISALLOW_FILE_MODS', false)»;\n",
      },
    },
    {
      on: 'rails-8',
      about: 'a job keeps a list on disk',
      bad: {
        'app/jobs/fetch_list_job.rb':
          'class FetchListJob\n  FILE = Rails.root.join("storage/list.txt")\n\n  def perform\n    «File.write(FILE, download)»\n  end\nend\n',
      },
      good: {
        'app/jobs/fetch_list_job.rb':
          'class FetchListJob\n  def perform\n    Tempfile.create { |file| File.write(file.path, download) }\n  end\nend\n',
      },
    },
  ],
});
