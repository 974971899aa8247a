import { examples } from 'ha-ready/rule';

const image =
  'FROM ruby:3.4-alpine\nWORKDIR /app\nCOPY docker/rootfs /\nCOPY . /app\nEXPOSE 80\nENTRYPOINT ["/init"]\n';

export default examples([
  {
    on: 's6-3',
    about: 'a service whose server stands in a pipe, and one that takes the place of its script',
    bad: {
      Dockerfile: image,
      'docker/rootfs/etc/services.d/shop/run':
        '#!/usr/bin/with-contenv sh\ncd /app\n«./bin/puma -C config/puma.rb» 2>&1 | tee -a log/shop.log\n',
    },
    good: {
      Dockerfile: image,
      'docker/rootfs/etc/services.d/shop/run':
        '#!/usr/bin/with-contenv sh\ncd /app\nexec ./bin/puma -C config/puma.rb\n',
    },
  },
]);
