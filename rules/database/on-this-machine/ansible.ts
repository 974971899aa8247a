import { examples } from 'ha-ready/rule';

const role = (task: string) => `- name: Fetch the code
  ansible.builtin.git:
    repo: https://git.example.com/shop.git
    dest: /srv/shop
- name: Write the settings
  ansible.builtin.template:
    src: env.j2
    dest: /srv/shop/.env
${task}`;

const installs = `- name: Install the database
  ansible.builtin.apt:
    name: [postgresql, libpq-dev]
`;

const wiki = `- name: Fetch the wiki
  ansible.builtin.git:
    repo: https://git.example.com/wiki.git
    dest: /srv/wiki
- name: Write its settings
  ansible.builtin.template:
    src: wiki.ini.j2
    dest: /srv/wiki/settings
`;

const site = (roles: string, hosts = 'web') => `- hosts: ${hosts}\n  roles:\n${roles}`;

export default examples([
  {
    on: 'ansible-2',
    about: 'the address that the role gives unless somebody says otherwise; the inventory of production says otherwise',
    bad: { 'roles/shop/defaults/main.yml': 'database_host: «localhost»\nredis_host: redis.internal\n' },
    good: {
      'roles/shop/defaults/main.yml': 'database_host: localhost\nredis_host: redis.internal\n',
      'group_vars/production.yml': 'database_host: 10.0.0.5\n',
    },
  },
  {
    on: 'ansible-2',
    about: 'a server that a role puts on each host of the app; the same role on the database host only',
    bad: {
      'site.yml': site('    - «postgres»\n    - shop\n'),
      'roles/postgres/tasks/main.yml': installs,
      'roles/shop/templates/env.j2': 'SECRET_KEY={{ shop_secret_key }}\n',
    },
    good: {
      'site.yml': `${site('    - postgres\n', 'db')}${site('    - shop\n')}`,
      'roles/postgres/tasks/main.yml': installs,
      'roles/shop/templates/env.j2': 'SECRET_KEY={{ shop_secret_key }}\n',
    },
  },
  {
    on: 'ansible-2',
    about: 'a client is no server, and a server for something else leaves the app with its own',
    good: {
      'roles/shop/tasks/main.yml': role('- ansible.builtin.apt:\n    name: postgresql-client\n'),
      'roles/metrics/tasks/main.yml': installs,
      'site.yml': site('    - metrics\n    - shop\n'),
    },
  },
  {
    on: 'ansible-2',
    about: 'a condition that names one host, and one that is off',
    good: {
      'roles/shop/tasks/main.yml': role(`${installs}  when: inventory_hostname == groups['web'][0]\n`),
      'roles/shop/templates/env.j2': 'SECRET_KEY={{ shop_secret_key }}\n',
      'site.yml': site('    - { role: mysql, when: local_database | bool }\n    - shop\n'),
      'group_vars/all.yml': 'shop_root: /srv/shop\nlocal_database: false\n',
      'roles/mysql/tasks/main.yml': '- ansible.builtin.apt: name=mysql-server state=present\n',
    },
  },
  {
    on: 'ansible-2',
    about: 'variables of a file that the play names, through a socket; a playbook for a developer is not judged',
    bad: {
      'site.yml': `- hosts: web
  vars_files:
    - vars/common.yml
  roles:
    - shop
`,
      'vars/common.yml': 'database_host: «/var/run/postgresql»\nshop_root: /srv/shop\n',
    },
    good: {
      'site.yml': site('    - shop\n'),
      'dev.yml': site('    - postgres\n    - shop\n'),
      'roles/postgres/tasks/main.yml': installs,
    },
  },
  {
    on: 'ansible-2',
    about: 'a file of settings that the role puts on each host, with the variable in force',
    bad: {
      'site.yml': site('    - role: wiki\n'),
      'roles/wiki/tasks/main.yml': wiki,
      'roles/wiki/templates/wiki.ini.j2':
        '; host = localhost is the default\n[database]\nhost = {{ wiki_store }}\nname = wiki\n',
      'roles/wiki/defaults/main.yml': 'wiki_store: «127.0.0.1»\n',
    },
    good: {
      'site.yml': site('    - role: wiki\n'),
      'roles/wiki/tasks/main.yml': wiki,
      'roles/wiki/templates/wiki.ini.j2':
        '; host = localhost is the default\n[database]\nhost = {{ wiki_store }}\nname = wiki\n',
      'roles/wiki/defaults/main.yml': 'wiki_store: 127.0.0.1\n',
      'group_vars/web.yml': 'wiki_store: "{{ hostvars[groups[\'db\'][0]].ansible_host }}"\n',
    },
  },
  {
    on: 'ansible-2',
    about: 'a URL for Java, whose host is a variable; what watches the database of its own host asks itself',
    bad: {
      'site.yml': site('    - role: wiki\n'),
      'roles/wiki/tasks/main.yml': wiki.replace('wiki.ini.j2', 'wiki.properties.j2'),
      'roles/wiki/templates/wiki.properties.j2':
        'wiki.home=/srv/wiki\nwiki.db.url=jdbc:{{ wiki_engine }}://{{ wiki_host }}:5432/wiki\n',
      'group_vars/web': 'wiki_host: «localhost»\nwiki_engine: postgresql\n',
    },
    good: {
      'site.yml': site('    - role: shop\n    - role: metrics\n'),
      'roles/metrics/tasks/main.yml':
        '- ansible.builtin.template:\n    src: postgres_exporter.env.j2\n    dest: /etc/default/postgres_exporter\n',
      'roles/metrics/templates/postgres_exporter.env.j2':
        'DATA_SOURCE_NAME=postgresql://exporter@localhost:5432/postgres\n',
    },
  },
  {
    on: 'ansible-2',
    about: 'a role from elsewhere takes the address by the variable named after it',
    bad: {
      'site.yml': site('    - { role: acme.nginx }\n    - { role: acme.wiki }\n'),
      'group_vars/web/wiki.yml': 'wiki_db_host: «127.0.0.1»\n',
    },
    good: {
      'site.yml': site('    - { role: acme.nginx }\n    - { role: acme.wiki }\n'),
      'inventory/vagrant/group_vars/web/wiki.yml': 'wiki_db_host: 127.0.0.1\n',
      'inventory/live/group_vars/web/wiki.yml': 'wiki_db_host: 10.0.0.5\n',
    },
  },
  {
    on: 'ansible-2',
    about: 'on distributions of Red Hat the bare name is the client',
    good: {
      'roles/shop/tasks/main.yml': role(
        "- ansible.builtin.dnf:\n    name: [python3-psycopg2, postgresql]\n- ansible.builtin.package:\n    name: mariadb\n  when: ansible_os_family == 'RedHat'\n",
      ),
      'roles/shop/templates/env.j2': 'SECRET_KEY={{ shop_secret_key }}\n',
    },
  },
  {
    on: 'ansible-2',
    about: 'variables beside the inventory of a project whose playbooks lie in a folder of their own',
    bad: {
      'site.yml': null,
      'playbooks/provision.yml': site('    - shop\n'),
      'inventory/group_vars/all.yml': 'database_host: «localhost»\n',
    },
    good: {
      'site.yml': null,
      'playbooks/provision.yml': site('    - shop\n'),
      'elsewhere/inventory/group_vars/all.yml': 'database_host: localhost\n',
    },
  },
  {
    on: 'ansible-2',
    about: 'a group that the inventory has no host for',
    bad: {
      'hosts.ini': '[web]\nweb1.example.com\nweb2.example.com\n',
      'roles/shop/defaults/main.yml': 'database_host: «localhost»\nredis_host: redis.internal\n',
    },
    good: {
      'hosts.ini': '[app]\napp1.example.com\n\n#[web]\n#web1.example.com\n',
      'site.yml': `${site('    - shop\n')}${site('    - nginx\n', 'app')}`,
      'roles/nginx/tasks/main.yml': '- name: Install the web server\n  ansible.builtin.apt:\n    name: nginx\n',
      'roles/shop/defaults/main.yml': 'database_host: localhost\nredis_host: redis.internal\n',
    },
  },
  {
    on: 'ansible-2',
    about: 'the same in YAML; an inventory that a cloud fills in while the playbook runs tells nothing',
    good: {
      'inventory/hosts.yml': 'all:\n  children:\n    app:\n      hosts:\n        app1.example.com:\n',
      'site.yml': `${site('    - shop\n')}${site('    - nginx\n', 'app')}`,
      'roles/shop/defaults/main.yml': 'database_host: localhost\nredis_host: redis.internal\n',
    },
    bad: {
      'inventory/hosts.yml': 'all:\n  children:\n    app:\n      hosts:\n        app1.example.com:\n',
      'inventory/cloud.yml': 'plugin: amazon.aws.aws_ec2\nregions:\n  - eu-central-1\n',
      'site.yml': `${site('    - shop\n')}${site('    - nginx\n', 'app')}`,
      'roles/shop/defaults/main.yml': 'database_host: «localhost»\nredis_host: redis.internal\n',
    },
  },
]);
