import { examples } from 'ha-ready/rule';

const play = (hosts: string, rest = '') => `- hosts: ${hosts}
  tasks:
    - name: reminders
      ansible.builtin.cron:
        name: reminders
        minute: '*/5'
        job: «python manage.py send_reminders»
${rest}`;

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
]);
