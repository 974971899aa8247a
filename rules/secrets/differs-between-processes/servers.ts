import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'laravel-11',
    about: 'env files of two servers; what belongs to the server itself may differ',
    bad: {
      'deploy/.env.web1': 'APP_KEY=base64:one\nSESSION_DRIVER=redis\nAPP_NAME=Shop\nREDIS_HOST=10.0.0.21\n',
      'deploy/.env.web2': '«APP_KEY=base64:two»\n«SESSION_DRIVER=database»\nAPP_NAME=Shop\nREDIS_HOST=10.0.0.21\n',
    },
    good: {
      'deploy/.env.web1': 'APP_KEY=base64:one\nSESSION_DRIVER=redis\nSERVER_NAME=web1\nBIND=10.0.0.11\n',
      'deploy/.env.web2': 'APP_KEY=base64:one\nSESSION_DRIVER=redis\nSERVER_NAME=web2\nBIND=10.0.0.12\n',
      'deploy/.env.worker1': 'APP_KEY=base64:one\nSESSION_DRIVER=array\n',
      'deploy/.env.web2.example': 'APP_KEY=\n',
    },
  },
  {
    on: 'laravel-11',
    about: 'variables of the hosts of an inventory; encrypted ones cannot be compared',
    bad: {
      'ansible/host_vars/web1.yml': 'redis_host: 10.0.0.21\n',
      'ansible/host_vars/web2.yml': 'redis_host: «10.0.0.22»\n',
    },
    good: {
      'ansible/host_vars/web1.yml': 'redis_host: 10.0.0.21\napp_key: "{{ vault_key }}"\nbind: 10.0.0.11\n',
      'ansible/host_vars/web2.yml': 'redis_host: 10.0.0.21\napp_key: "{{ vault_web2 }}"\nbind: 10.0.0.12\n',
    },
  },
]);
