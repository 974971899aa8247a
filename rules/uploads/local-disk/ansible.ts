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
]);
