import { examples } from 'ha-ready/rule';

const tasks = (task: string) => `- ansible.builtin.git:
    repo: https://git.example.com/shop.git
    dest: /srv/shop
- ansible.builtin.stat:
    path: /srv/shop/.env
  register: settings
${task}
- ansible.builtin.template:
    src: env.j2
    dest: /srv/shop/.env
  when: not settings.stat.exists
`;
const env = 'DB_HOST=db.internal\nSECRET_KEY_BASE={{ made.stdout }}\n';

export default examples([
  {
    on: 'ansible-2',
    about: 'a key that each host makes for itself; one that the first host makes for all',
    bad: {
      'roles/shop/tasks/main.yml': tasks(
        '- ansible.builtin.shell: «bundle exec rake secret»\n  register: made\n  when: not settings.stat.exists',
      ),
      'roles/shop/templates/env.j2': env,
    },
    good: {
      'roles/shop/tasks/main.yml': tasks(
        '- ansible.builtin.shell: bundle exec rake secret\n  register: made\n  run_once: true',
      ),
      'roles/shop/templates/env.j2': env,
    },
  },
  {
    on: 'ansible-2',
    about: 'a password that is looked up anew for each host; one that is kept beside the playbook',
    bad: {
      'group_vars/all.yml':
        "shop_root: /srv/shop\nshop_secret_key: «\"{{ lookup('password', '/dev/null length=64') }}\"»\n",
    },
    good: {
      'group_vars/all.yml':
        "shop_root: /srv/shop\nshop_secret_key: \"{{ lookup('password', 'credentials/shop length=64') }}\"\n",
    },
  },
  {
    on: 'ansible-2',
    about: 'a certificate belongs to its host; so does what a database of the host is asked with',
    good: {
      'roles/shop/tasks/main.yml': tasks(
        '- ansible.builtin.command: openssl req -x509 -nodes -newkey rsa:4096 -keyout /etc/ssl/private/shop.key -out /etc/ssl/certs/shop.crt\n  args:\n    creates: /etc/ssl/certs/shop.crt\n- ansible.builtin.command: openssl rand -hex 16\n  register: nonce',
      ),
    },
  },
  {
    on: 'ansible-2',
    about: "the framework's own command writes the key into the env file of the host",
    bad: { 'roles/shop/tasks/main.yml': tasks('- ansible.builtin.command: «php artisan key:generate»') },
    good: {
      'roles/shop/tasks/main.yml': tasks(
        '- ansible.builtin.command: php artisan key:generate --show\n  delegate_to: localhost\n  register: shown',
      ),
    },
  },
  {
    on: 'ansible-2',
    about: 'the key that mail is signed with is published once',
    bad: {
      'roles/shop/tasks/main.yml': tasks(
        '- ansible.builtin.shell: «rspamadm dkim_keygen -s main -d example.com -k main.key > main.txt»\n  args:\n    chdir: /var/lib/rspamd/dkim\n    creates: main.key',
      ),
    },
    good: {
      'roles/shop/tasks/main.yml': tasks(
        '- ansible.builtin.shell: rspamadm dkim_keygen -s main -d example.com -k main.key > main.txt\n  delegate_to: localhost\n  run_once: true',
      ),
    },
  },
  {
    on: 'ansible-2',
    about: 'a key that is put into a settings file of the host by another task; a number that is no key',
    bad: {
      'roles/shop/tasks/main.yml': tasks(
        `- ansible.builtin.shell: «bin/rails secret»
  register: made
- ansible.builtin.replace:
    path: /srv/shop/config/secrets.yml
    regexp: '^  # secret_key_base: ""'
    replace: '  secret_key_base: "{{ made.stdout }}"'`,
      ),
      'roles/shop/templates/env.j2': 'DB_HOST=db.internal\n',
    },
    good: {
      'roles/shop/tasks/main.yml': tasks(
        `- ansible.builtin.shell: uuidgen
  register: made
- ansible.builtin.lineinfile:
    path: /srv/shop/config/settings.yml
    line: 'installation: "{{ made.stdout }}"'`,
      ),
      'roles/shop/templates/env.j2': 'DB_HOST=db.internal\n',
    },
  },
]);
