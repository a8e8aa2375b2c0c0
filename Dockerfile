# One image for all processes: docker run IMAGE worker --queues=montage, … bot, … migrate.
FROM node:22-bookworm-slim AS base
WORKDIR /app
ENV NODE_ENV=production

FROM base AS dependencies
COPY package.json package-lock.json prisma.config.ts ./
COPY prisma/schema.prisma prisma/schema.prisma
# The development packages bring Prisma's generator; what runs does not need them.
RUN npm ci --include=dev --no-audit --no-fund && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM base
RUN apt-get update \
  && apt-get install -y --no-install-recommends ffmpeg tini \
  && rm -rf /var/lib/apt/lists/* \
  && mkdir -p /data && chown node:node /data
COPY --from=dependencies /app/node_modules node_modules
COPY --from=dependencies /app/src/db/generated src/db/generated
COPY package.json tsconfig.json ./
COPY deploy/redis.conf deploy/redis.conf
COPY deploy/entrypoint.sh deploy/entrypoint.sh
COPY prisma prisma
COPY src src
ENV STORAGE_DIR=/data/storage DELIVERY_DIR=/data/out
USER node
ENTRYPOINT ["tini", "--", "sh", "deploy/entrypoint.sh"]
CMD ["worker"]
