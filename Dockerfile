# docker build -t ha-ready . && docker run --rm --read-only -v "$PWD:/repo:ro" ha-ready
FROM node:22-bookworm-slim AS build
WORKDIR /src
COPY . .
RUN npm ci --ignore-scripts --no-audit --no-fund \
  && npm run build \
  && mkdir /packed \
  && npm pack --ignore-scripts --pack-destination /packed

FROM node:22-bookworm-slim
# git tells what a branch adds (--since, --staged); the mounted repository belongs to somebody else
RUN apt-get update \
  && apt-get install -y --no-install-recommends git \
  && rm -rf /var/lib/apt/lists/* \
  && git config --system --add safe.directory '*'
COPY --from=build /packed/ /packed/
RUN npm install --global --ignore-scripts --no-audit --no-fund /packed/ha-ready-*.tgz && rm -rf /packed
USER node
WORKDIR /repo
ENTRYPOINT ["ha-ready"]
