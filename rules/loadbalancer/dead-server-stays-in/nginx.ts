import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nginx-1',
    about: 'failures are counted again',
    bad: {
      'nginx.conf': `http {
  upstream app {
    server 10.0.0.11;
    «server 10.0.0.12 max_fails=0 weight=2»; # the big one
  }
  server {
    location / {
      proxy_pass http://app;
    }
  }
}
`,
    },
    fixed: {
      'nginx.conf': `http {
  upstream app {
    server 10.0.0.11;
    server 10.0.0.12 max_fails=3 weight=2; # the big one
  }
  server {
    location / {
      proxy_pass http://app;
    }
  }
}
`,
    },
  },
]);
