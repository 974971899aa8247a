import { examples } from 'ha-ready/rule';

const unit = (more: string) =>
  `[Unit]\nDescription=shop\n\n[Service]\nExecStart=/srv/shop/bin/serve\nRestart=always\n${more}\n[Install]\nWantedBy=multi-user.target\n`;

export default examples([
  {
    on: 'systemd-252',
    about: 'a unit that prints into a file instead of the journal',
    bad: {
      'deploy/shop.service': unit(
        '«StandardOutput=append:/var/log/shop/out.log»\nStandardError=append:/var/log/shop/err.log\n',
      ),
    },
    good: { 'deploy/shop.service': unit('StandardOutput=append:/var/log/shop/out.log\nStandardError=journal\n') },
  },
  {
    on: 'systemd-252',
    about: 'a program of the servers carries the files away',
    good: {
      'deploy/shop.service': unit('StandardOutput=file:/var/log/shop.log\n'),
      'deploy/promtail.service': unit(''),
    },
  },
  {
    on: 'systemd-252',
    about: 'the shell of the unit sends its lines into a file',
    bad: {
      'roles/jobs/templates/jobs.service.j2':
        "[Unit]\nDescription=jobs\n\n[Service]\nExecStart=«/bin/bash -lc 'exec {{ shims }}/bundle exec sidekiq &> log/sidekiq.log'»\nRestart=always\n",
    },
    good: {
      'roles/jobs/templates/jobs.service.j2':
        "[Unit]\nDescription=jobs\n\n[Service]\nExecStart=/bin/bash -lc 'exec {{ shims }}/bundle exec sidekiq 2>/dev/null'\nRestart=always\n",
    },
  },
]);
