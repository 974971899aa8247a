import { examples } from 'ha-ready/rule';

const site = '- hosts: web\n  roles:\n    - wiki\n';
const vars = 'wiki_dir: "{{ base_dir }}/wiki"\n';
const inventory =
  "[web]\nweb1.example.com\nweb2.example.com\n\n[web:vars]\nbase_dir = /opt\nengine   = 'pgsql'   # or mysql\n";
const container = (volumes: string, rest = '') => `- name: "{{ 'Stop' if state is defined else 'Start' }} the wiki"
  community.docker.docker_container:
    name: wiki
    image: registry.example.com/wiki:{{ wiki_version | default('3') }}
    restart_policy: always
    state: "{{ state | default('started') }}"
    healthcheck: { test: ['CMD', 'curl', '-f', 'http://localhost:8000/up'] }
    published_ports: ['8000:8000']
    volumes:
${volumes}- name: Start the database
  community.docker.docker_container:
    name: db
    image: mariadb:11
    volumes: ['db:/var/lib/mysql']
  when: engine == 'mysql'
- name: Start the database
  community.docker.docker_container:
    name: db
    image: postgres:17
    volumes: ['db:/var/lib/postgresql/data']
  when: engine == 'pgsql'
${rest}`;

export default examples([
  {
    on: 'ansible-2',
    about:
      'a folder of each host in a container that a play starts; one that the hosts mount from elsewhere, and what is given to it',
    bad: {
      inventory,
      'site.yml': site,
      'group_vars/all.yml': vars,
      'roles/wiki/tasks/main.yml': container('      - «"{{ wiki_dir }}/pages:/srv/wiki/pages"»\n'),
    },
    good: {
      inventory,
      'site.yml': site,
      'group_vars/all.yml': vars,
      'roles/wiki/tasks/main.yml': container(
        '      - "{{ wiki_dir }}/pages:/srv/wiki/pages"\n      - "{{ base_dir }}/theme:/srv/wiki/theme:ro"\n      - "/etc/wiki/wiki.toml:/srv/wiki/wiki.toml"\n',
        '- ansible.posix.mount:\n    path: "{{ wiki_dir }}"\n    src: files.internal:/wiki\n    fstype: nfs4\n    state: mounted\n',
      ),
    },
  },
]);
