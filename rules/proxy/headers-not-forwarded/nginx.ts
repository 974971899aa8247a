import { examples } from 'ha-ready/rule';

const backends = 'upstream app { server 10.0.0.11; server 10.0.0.12; } ';

export default examples([
  {
    on: 'nginx-1',
    about: 'what stands above an include holds in the file that is taken in',
    good: {
      'nginx.conf': null,
      'conf.d/site.conf': `${backends}server { listen 443 ssl; proxy_set_header X-Forwarded-For $remote_addr; proxy_set_header X-Forwarded-Proto $scheme; include /etc/nginx/parts/locations; }`,
      'nginx/locations': 'location / { proxy_pass http://app; }',
      'conf.d/api.conf':
        'upstream api { server 10.0.0.21; server 10.0.0.22; } server { include parts/api.locations.conf; }',
      'parts/api.locations.conf': 'proxy_set_header X-Real-IP $remote_addr; location / { proxy_pass http://api; }',
    },
    bad: {
      'nginx.conf': null,
      'conf.d/site.conf': `${backends}server { listen 443 ssl; include parts/*.conf; }`,
      'parts/app.conf': 'location / { «proxy_pass http://app»; }',
    },
    unclear: {
      'nginx.conf': null,
      'conf.d/site.conf': backends,
      'parts/app.conf': 'location / { proxy_pass http://app; }',
    },
  },
  {
    on: 'nginx-1',
    about: 'the headers are added behind the line that sends the request on',
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
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
    }
  }
}
`,
    },
  },
  {
    on: 'nginx-1',
    about: 'or to the headers that it inherits',
    bad: {
      'nginx.conf': `http {
  upstream app {
    server 10.0.0.11;
    server 10.0.0.12;
  }
  server {
    proxy_set_header Host $host;
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
    server 10.0.0.12;
  }
  server {
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto $scheme;
    location / {
      proxy_pass http://app;
    }
  }
}
`,
    },
  },
]);
