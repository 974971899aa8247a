import { examples } from 'ha-ready/rule';

const play = (lines: string, hosts = 'web') => `- hosts: ${hosts}
  tasks:
    - name: migrate
      ansible.builtin.command: ${lines}
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
]);
