import { examples } from 'ha-ready/rule';

const play = (hosts: string, rest = '') => `- hosts: ${hosts}
  tasks:
    - name: reminders
      ansible.builtin.cron:
        name: reminders
        minute: '*/5'
        job: «python manage.py send_reminders»
${rest}`;

const container = `- community.docker.docker_container:
    name: shop
    image: registry.example.com/shop:1.4
    ports: ['8000:8000']
- community.docker.docker_container:
    name: shop-db
    image: postgres:17
`;

export default examples([
  {
    on: 'compose-2',
    about: 'the hosts of the play, and the host that a task is handed to; once on each host is still on each',
    bad: {
      'playbook.yml': play('web', '      delegate_to: "{{ inventory_hostname }}"\n'),
    },
    good: {
      'playbook.yml': play('web[0]').replace(/[«»]/g, ''),
      'ansible/cron.yml': play('web', '      delegate_to: scheduler.internal\n').replace(/[«»]/g, ''),
      'ansible/once.yml': play('web', '      run_once: true\n').replace(/[«»]/g, ''),
    },
  },
  {
    on: 'ansible-2',
    about:
      'a program of the folder that the play puts the code in; what belongs to the machine, and a job that is taken away',
    bad: {
      'roles/shop/tasks/main.yml': `- ansible.builtin.git:
    repo: https://git.example.com/shop.git
    dest: "{{ shop_root }}/live"
- ansible.builtin.cron:
    name: clean up
    job: «cd {{ shop_root }}/live && ./bin/shopctl media remove»
`,
    },
    good: {
      'roles/shop/tasks/main.yml': `- ansible.builtin.git:
    repo: https://git.example.com/shop.git
    dest: "{{ shop_root }}/live"
- ansible.builtin.cron:
    name: certificates
    job: certbot renew && service nginx reload
- ansible.builtin.cron:
    name: old logs
    job: find {{ shop_root }}/live/log -mtime +7 -delete
- ansible.builtin.cron:
    name: events
    job: cd {{ shop_root }}/live && wp cron event run --due-now
    state: "{{ system_cron | ternary('present', 'absent') }}"
`,
      'roles/shop/defaults/main.yml': 'database_host: db.internal\nredis_host: redis.internal\nsystem_cron: false\n',
    },
  },
  {
    on: 'ansible-2',
    about: 'a script of the web root, written in one line; a sign of life for somebody else is none of its work',
    bad: {
      'roles/shop/tasks/main.yml':
        '- ansible.builtin.apt: name=nginx\n- cron: «name="cloud" user="www-data" minute="*/5" job="php -f /var/www/cloud/cron.php"»\n',
    },
    good: {
      'roles/shop/tasks/main.yml':
        '- ansible.builtin.apt: name=nginx\n- cron: name="alive" minute="*/5" job="curl -fsS https://hc-ping.com/{{ check_id }}"\n- cron: name="space" hour=3 job="sh /root/space.sh"\n',
    },
  },
  {
    on: 'ansible-2',
    about: 'a page of the app that does the work when it is asked for: each host asks',
    bad: {
      'roles/shop/tasks/main.yml':
        '- ansible.builtin.apt: name=nginx\n- ansible.builtin.cron:\n    name: feeds\n    job: «"curl --silent \'https://{{ news_domain }}/update\' > /dev/null"»\n',
    },
    good: {
      'roles/shop/tasks/main.yml':
        '- ansible.builtin.apt: name=nginx\n- ansible.builtin.cron:\n    name: feeds\n    job: "curl --silent \'https://{{ news_domain }}/update\' > /dev/null"\n  run_once: true\n',
    },
  },
  {
    on: 'ansible-2',
    about:
      "the app's own schedule, which a command writes into the crontab of each host; one that a host is chosen for",
    bad: {
      'roles/shop/tasks/main.yml': `- ansible.builtin.git:
    repo: https://git.example.com/shop.git
    dest: /srv/shop
- ansible.builtin.shell: «"bundle exec whenever --update-crontab shop --set environment=production"»
  args:
    chdir: /srv/shop
`,
    },
    good: {
      'roles/shop/tasks/main.yml': `- ansible.builtin.git:
    repo: https://git.example.com/shop.git
    dest: /srv/shop
- ansible.builtin.shell: bundle exec whenever --update-crontab shop --set environment=production
  args:
    chdir: /srv/shop
  when: inventory_hostname == groups['shop'][0]
- ansible.builtin.shell: bundle exec whenever --clear-crontab shop
`,
    },
  },
  {
    on: 'ansible-2',
    about: "work in a container of the app, and a script that does it; a dump, and a tool's own housekeeping",
    bad: {
      'roles/shop/tasks/main.yml': `${container}- ansible.builtin.copy:
    dest: /usr/local/bin/nightly.sh
    content: |
      #!/bin/sh
      docker exec --user app shop bin/prices refresh
- ansible.builtin.cron:
    name: nightly
    job: «/usr/local/bin/nightly.sh > /dev/null 2>&1»
- ansible.builtin.cron:
    name: mails
    job: «docker exec --user app shop bin/mails send»
`,
    },
    good: {
      'roles/shop/tasks/main.yml': `${container}- ansible.builtin.cron:
    name: dump
    job: docker exec shop-db pg_dumpall -U shop
- ansible.builtin.cron:
    name: copy
    job: docker exec shop tar cf /backup/files.tar /srv/files
- ansible.builtin.cron:
    name: old images
    job: docker image prune -f
`,
    },
  },
]);
