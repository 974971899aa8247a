import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'django-5',
    bad: {
      'shop/deployment.py': "CHANNEL_LAYERS = {'default': {'BACKEND': «'channels.layers.InMemoryChannelLayer'»}}\n",
      'shop/orders.py':
        "from asgiref.sync import async_to_sync\nfrom channels.layers import get_channel_layer\n\n\ndef placed(order):\n    async_to_sync(get_channel_layer().group_send)('orders', {'type': 'order.placed'})\n",
    },
    fixed: {
      'shop/deployment.py':
        "import os\n\nCHANNEL_LAYERS = {'default': {'BACKEND': 'channels_redis.core.RedisChannelLayer', 'CONFIG': {'hosts': [os.environ.get('REDIS_URL', 'redis://localhost:6379/0')]}}}\n",
    },
    good: {
      'shop/deployment.py':
        "CHANNEL_LAYERS = {\n    'default': {\n        'BACKEND': 'channels_redis.core.RedisChannelLayer',\n        'CONFIG': {'hosts': [('redis.internal', 6379)]},\n    }\n}\n",
      'shop/orders.py':
        "from asgiref.sync import async_to_sync\nfrom channels.layers import get_channel_layer\n\n\ndef placed(order):\n    async_to_sync(get_channel_layer().group_send)('orders', {'type': 'order.placed'})\n",
    },
  },
]);
