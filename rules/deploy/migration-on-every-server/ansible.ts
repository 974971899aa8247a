import { examples } from 'ha-ready/rule';

const play = (lines: string, hosts = 'web') => `- hosts: ${hosts}
  tasks:
    - name: migrate
      ansible.builtin.command: ${lines}
`;

const shop = `- community.docker.docker_container:
    name: shop
    image: registry.example.com/shop:1.4
    ports: ['8000:8000']
`;

export default examples([
  {
    on: 'laravel-11',
    about: 'a task of a play runs on all its hosts',
    bad: { 'ansible/deploy.yml': play('«php artisan migrate --force»') },
    good: { 'ansible/deploy.yml': play('php artisan migrate --force\n      run_once: true') },
    unclear: { 'ansible/deploy.yml': play('php artisan migrate --force\n      when: migrate_database') },
  },
  {
    on: 'django-5',
    about: 'the module for manage.py; a play for one host, and a host that is named',
    bad: {
      'ansible/roles/app/tasks/main.yml':
        '- name: migrate\n  community.general.django_manage:\n    command: «migrate»\n    project_path: /srv/shop\n',
    },
    good: {
      'ansible/deploy.yml': play('python manage.py migrate', 'web[0]'),
      'ansible/roles/app/tasks/main.yml':
        '- name: migrate\n  ansible.builtin.shell: python manage.py migrate\n  delegate_to: "{{ groups.web[0] }}"\n',
    },
  },
  {
    on: 'ansible-2',
    about:
      'a result that is asked on each host chooses none; a variable that is off leaves the task out, one host after another',
    bad: {
      'roles/shop/tasks/main.yml': `- ansible.builtin.stat:
    path: /srv/shop/.env
  register: settings
- name: Migrate
  ansible.builtin.shell: «RAILS_ENV=production bundle exec rails db:migrate»
  when: settings.stat.exists
- include_tasks: "{{ item }}"
  loop: "{{ after_deploy }}"
`,
      'roles/shop/defaults/main.yml':
        'after_deploy:\n  - "{{ playbook_dir }}/hooks/after.yml"\nupdate_on_deploy: true\n',
      'hooks/after.yml':
        '- name: Update the schema\n  ansible.builtin.command: «wp core update-db»\n  when: update_on_deploy\n- name: Packages\n  ansible.builtin.command: wp package install wp-cli/doctor-command\n',
    },
    good: {
      'site.yml': '- hosts: web\n  serial: 1\n  roles:\n    - shop\n',
      'roles/shop/tasks/main.yml': `- ansible.builtin.command: bundle exec rails db:migrate
- ansible.builtin.command: wp core update-db
  when: update_on_deploy
`,
      'roles/shop/defaults/main.yml': 'update_on_deploy: false\n',
    },
  },
  {
    on: 'ansible-2',
    about: 'a text in quotes that goes on at the margin hides nothing of what follows',
    bad: {
      'roles/shop/tasks/main.yml':
        '- name: Install\n  shell: "\nbundle config set --local deployment true && \\\nbundle install\n"\n- name: Migrate\n  shell: «"bundle exec rails db:migrate"»\n',
    },
    good: {
      'roles/shop/tasks/main.yml':
        '- name: Install\n  shell: "\nbundle config set --local deployment true && \\\nbundle install\n"\n- name: Migrate\n  shell: "bundle exec rails db:migrate"\n  run_once: yes\n',
    },
  },
  {
    on: 'ansible-2',
    about: 'content and settings that a tool of the site brings into the database',
    bad: {
      'roles/shop/tasks/main.yml':
        '- ansible.builtin.apt: name=nginx\n- name: Bring the settings in\n  command: «"{{ drush_path }} --root /var/www/site/web -y cim"»\n',
    },
    good: {
      'roles/shop/tasks/main.yml':
        '- ansible.builtin.apt: name=nginx\n- name: Bring the settings in\n  command: "{{ drush_path }} --root /var/www/site/web -y cim"\n  run_once: true\n',
    },
  },
  {
    on: 'ansible-2',
    about: 'a command in a container, against the database of all hosts; against one that the play starts on each host',
    bad: {
      'roles/shop/tasks/main.yml': `${shop}- ansible.builtin.command: «docker exec shop php artisan migrate --force»\n`,
    },
    good: {
      'roles/shop/tasks/main.yml': `${shop}- community.docker.docker_container:
    name: shop-db
    image: postgres:17
- ansible.builtin.command: docker exec shop php artisan migrate --force
`,
    },
  },
]);
