import { examples } from 'ha-ready/rule';

const tasks = `- ansible.builtin.git:
    repo: https://git.example.com/shop.git
    dest: /srv/shop/releases/1
- ansible.builtin.file:
    src: "/srv/shop/shared/{{ item.src }}"
    dest: "/srv/shop/releases/1/{{ item.path }}"
    state: link
  loop: "{{ shared_children }}"
`;
const children =
  'shared_children:\n  - path: «public/uploads»\n    src: uploads\n  - path: node_modules\n    src: node_modules\n';

export default examples([
  {
    on: 'ansible-2',
    about: 'a folder that the releases of one host share; the same on a mount of the network',
    bad: { 'roles/shop/tasks/main.yml': tasks, 'roles/shop/defaults/main.yml': children },
    good: {
      'roles/shop/tasks/main.yml': `- ansible.posix.mount:
    path: /srv/shop/shared
    src: files.internal:/shop
    fstype: nfs4
    state: mounted
${tasks}`,
      'roles/shop/defaults/main.yml': children.replace(/[«»]/g, ''),
    },
  },
  {
    on: 'ansible-2',
    about: 'a folder for files of users that the play makes in the web root, by the variable that names it',
    bad: {
      'roles/shop/tasks/main.yml': `${tasks.split('- ansible.builtin.file')[0]}- ansible.builtin.file:
    path: "{{ site_files }}"
    state: directory
`,
      'roles/shop/defaults/main.yml':
        'site_root: /var/www/site/web\nsite_files: «"{{ site_root }}/sites/default/files"»\n',
    },
    good: {
      'roles/shop/tasks/main.yml': `- ansible.posix.mount: path=/var/www/site/web/sites/default/files src=files.internal:/site fstype=nfs state=mounted
${tasks.split('- ansible.builtin.file')[0]}- ansible.builtin.file:
    path: "{{ site_files }}"
    state: directory
`,
      'roles/shop/defaults/main.yml':
        'site_root: /var/www/site/web\nsite_files: "{{ site_root }}/sites/default/files"\n',
    },
  },
  {
    on: 'ansible-2',
    about: 'the data of an app is linked out of its release; a link between two programs is none',
    bad: {
      'roles/shop/tasks/main.yml': `- ansible.builtin.apt: name=nginx
- file: «src=/encrypted/cloud-data dest=/var/www/cloud/data state=link owner=www-data»
`,
    },
    good: {
      'roles/shop/tasks/main.yml': `- ansible.builtin.apt: name=nginx
- file: src=/usr/share/adminer dest=/var/www/adminer state=link
`,
    },
  },
]);
