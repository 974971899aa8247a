import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'laravel-11',
    about: 'Reverb servers share messages once scaling is on',
    bad: {
      '.env.example': 'BROADCAST_CONNECTION=reverb\nREVERB_SCALING_ENABLED=false\n',
      'app/Events/OrderShipped.php': '<?php\nclass OrderShipped implements ShouldBroadcast\n{\n}\n',
    },
    fixed: { '.env.example': 'BROADCAST_CONNECTION=reverb\nREVERB_SCALING_ENABLED=true\n' },
  },
]);
