import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nginx-1',
    about: 'requests of users go past the cache',
    bad: {
      'nginx.conf': `http {
  proxy_cache_path /tmp/pages keys_zone=pages:1m;
  upstream app {
    server 10.0.0.11;
    server 10.0.0.12;
  }
  server {
    location / {
      proxy_cache_valid 200 5m;
      «proxy_cache pages»; # minutes
      proxy_pass http://app;
    }
  }
}
`,
    },
    fixed: {
      'nginx.conf': `http {
  proxy_cache_path /tmp/pages keys_zone=pages:1m;
  upstream app {
    server 10.0.0.11;
    server 10.0.0.12;
  }
  server {
    location / {
      proxy_cache_valid 200 5m;
      proxy_cache pages; # minutes
      proxy_cache_bypass $http_authorization $http_cookie;
      proxy_no_cache $http_authorization $http_cookie;
      proxy_pass http://app;
    }
  }
}
`,
    },
  },
]);
