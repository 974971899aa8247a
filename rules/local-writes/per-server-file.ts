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
    nextcloud: 'Ship apps with the image (`writable => false`), or mount shared storage on custom_apps and config.',
    php: 'Keep it in the database or in object storage.',
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
