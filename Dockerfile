# One image for every process of Weir: `weir intake`, `weir projector`, `weir gateway`.
#   docker build -t weir .                      the processes apart, on a Redis and a PostgreSQL of their own (docker-compose.yml)
#   docker build -t weir --target embedded .    everything in one container, with its own redis-server: `weir start`, `weir demo`
FROM node:24-bookworm-slim AS packages
WORKDIR /weir
COPY package.json package-lock.json ./
COPY shared/package.json shared/
COPY services/package.json services/
COPY web/package.json web/

# The words and the pages take tools that the running image does without.
FROM packages AS build
RUN npm ci --no-audit --no-fund
COPY tsconfig.base.json ./
COPY shared shared
COPY web web
RUN npm run words -w @weir/shared && npm run build -w @weir/web

FROM packages AS running
# The image's own Node is the one that Weir is pinned to: the npm package that brings it to other machines stays out.
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force
COPY LICENSE NOTICE ./
COPY shared shared
COPY services services
COPY --from=build /weir/shared/src/words/generated shared/src/words/generated
COPY --from=build /weir/web/build web/build
RUN mkdir /data /keys && chown node:node /data /keys
ENV NODE_ENV=production WEIR_DATA=/data WEIR_HOST=0.0.0.0 WEIR_PACK=/weir/shared/packs/boston-311
USER node
EXPOSE 7300 7301
ENTRYPOINT ["node", "services/bin/weir.js"]
CMD ["start"]

FROM running AS embedded
USER root
RUN apt-get update && apt-get install -y --no-install-recommends redis-server && rm -rf /var/lib/apt/lists/*
USER node
VOLUME /data

FROM running
