import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nginx-1',
    about: 'the upgrade is passed on',
    bad: {
      'nginx.conf': `http {
  upstream app {
    server 10.0.0.11;
    server 10.0.0.12;
  }
  server {
    location / {
      «proxy_pass http://app»;
    }
  }
}
`,
      'supervisord.conf': `[program:reverb]
command=php artisan reverb:start
autorestart=true
`,
    },
    fixed: {
      'nginx.conf': `http {
  upstream app {
    server 10.0.0.11;
    server 10.0.0.12;
  }
  server {
    location / {
      proxy_pass http://app;
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $http_connection;
    }
  }
}
`,
    },
  },
  {
    on: 'nginx-1',
    about: 'where the location inherits its headers, they are added to those: one of its own would end that',
    bad: {
      'nginx.conf': `http {
  upstream app {
    server 10.0.0.11;
    server 10.0.0.12;
  }
  server {
    proxy_set_header Host $host; # shops
    location / {
      «proxy_pass http://app»;
    }
  }
}
`,
      'supervisord.conf': `[program:reverb]
command=php artisan reverb:start
autorestart=true
`,
    },
    fixed: {
      'nginx.conf': `http {
  upstream app {
    server 10.0.0.11;
    server 10.0.0.12;
  }
  server {
    proxy_set_header Host $host; # shops
    proxy_http_version 1.1;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $http_connection;
    location / {
      proxy_pass http://app;
    }
  }
}
`,
    },
  },
]);
