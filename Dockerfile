# One image for all processes: docker run IMAGE worker --queues=montage, or bot, board, api, migrate, greet, job, api-key, say, voices.
FROM node:24-bookworm-slim AS base
WORKDIR /app
ENV NODE_ENV=production

FROM base AS dependencies
COPY package.json package-lock.json prisma.config.ts ./
COPY prisma/schema.prisma prisma/schema.prisma
# Prisma's generator is a development package. The processes do not need it.
RUN --mount=type=cache,target=/root/.npm npm ci --include=dev --no-audit --no-fund
# ffmpeg-static is optional: npm skips it if its binary cannot be downloaded.
RUN if [ -x node_modules/ffmpeg-static/ffmpeg ]; then echo ffmpeg-static; else echo distribution; fi >/ffmpeg-source
COPY deploy/rhvoice.mjs deploy/rhvoice.mjs
RUN node deploy/rhvoice.mjs
COPY src/montage src/montage
COPY deploy/prune.mjs deploy/prune.mjs
RUN node deploy/prune.mjs

FROM base
COPY --from=dependencies /ffmpeg-source /ffmpeg-source
RUN apt-get update \
  && if grep -q distribution /ffmpeg-source; \
    then echo "ffmpeg: the distribution's, as ffmpeg-static has no binary. The image is about 400 MB larger"; ffmpeg=ffmpeg; \
    else echo "ffmpeg: ffmpeg-static's binary"; ffmpeg=; fi \
  && apt-get install -y --no-install-recommends tini $ffmpeg \
  && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/*-old /var/log/* /ffmpeg-source \
  && find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
  && mkdir -p /data /voices /run/secrets && chown node:node /data /voices /run/secrets \
  && ln -s /app/deploy/entrypoint.sh /usr/local/bin/zdravitsa
COPY --from=dependencies /app/node_modules node_modules
COPY --from=dependencies /app/src/db/generated src/db/generated
COPY --from=dependencies /app/var/rhvoice var/rhvoice
COPY package.json LICENSE ./
COPY docs/licences.md docs/
COPY deploy/entrypoint.sh deploy/healthcheck.mjs deploy/
COPY prisma prisma
COPY src src
# A file that Node cannot run, or that needs a missing package, fails the build. Files in .js run in browsers or threads.
RUN node --input-type=module -e "import { globSync } from 'node:fs'; for (const file of globSync('src/*/**/*.ts')) await import('/app/' + file)"
ENV STORAGE_DIR=/data/storage DELIVERY_DIR=/data/out VOICES_DIR=/voices HEALTH_PORT=9090 npm_config_cache=/tmp/npm npm_config_update_notifier=false
# A number, because Kubernetes cannot check that a name is not root.
USER 1000:1000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["node", "deploy/healthcheck.mjs"]
ENTRYPOINT ["tini", "--", "zdravitsa"]
CMD ["worker"]
