import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nginx-1',
    about: 'the least busy server is chosen',
    bad: {
      'nginx.conf': `http {
  upstream app {
    «ip_hash»; # logins
    server 10.0.0.11;
    server 10.0.0.12;
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
    least_conn; # logins
    server 10.0.0.11;
    server 10.0.0.12;
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
  {
    on: 'haproxy-2',
    bad: {
      'haproxy.cfg': `backend app
  mode http
  «balance source»
  server a 10.0.0.11:80 check
  server b 10.0.0.12:80 check
`,
    },
    fixed: {
      'haproxy.cfg': `backend app
  mode http
  balance leastconn
  server a 10.0.0.11:80 check
  server b 10.0.0.12:80 check
`,
    },
  },
  {
    on: 'traefik-3',
    bad: {
      'dynamic.yml': `http:
  services:
    app:
      loadBalancer:
        sticky:
          cookie: {}
        # two for now
        servers:
          - url: "http://10.0.0.11"
          - url: "http://10.0.0.12"
`,
    },
    fixed: {
      'dynamic.yml': `http:
  services:
    app:
      loadBalancer:
        # two for now
        servers:
          - url: "http://10.0.0.11"
          - url: "http://10.0.0.12"
`,
    },
  },
  {
    on: 'kubernetes-1',
    about: 'a Service that keeps clients on one copy',
    bad: {
      'k8s/service.yaml': `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  sessionAffinity: «ClientIP»
  sessionAffinityConfig:
    clientIP:
      timeoutSeconds: 3600
  selector:
    app: web
`,
    },
    fixed: {
      'k8s/service.yaml': `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
`,
    },
  },
]);
