#!/bin/sh
# The first argument names the process.
# The image's Node runs TypeScript without a loader. The scripts of package.json use tsx for Node before 22.18.
set -eu
cd "$(dirname "$(readlink -f "$0")")/.."
SECRETS=${SECRETS_DIR:-/run/secrets}

# Generates the passwords of a compose project once. A value from the environment replaces the stored one.
store_secrets() {
  umask 077
  for name in POSTGRES_PASSWORD BOARD_PASSWORD S3_ACCESS_KEY_ID S3_SECRET_ACCESS_KEY API_SECRET; do
    value=$(printenv "$name" || true)
    [ -n "$value" ] || [ -s "$SECRETS/$name" ] || value=$(node -p "crypto.randomBytes(18).toString('hex')")
    store "$name" "$value"
  done
  # These cannot be generated.
  for name in BOT_TOKEN BOT_WEBHOOK_SECRET REDIS_PASSWORD REDIS_SENTINEL_PASSWORD \
    OPENAI_API_KEY ELEVENLABS_API_KEY YANDEX_API_KEY YANDEX_IAM_TOKEN SALUTE_AUTH_KEY; do
    store "$name" "$(printenv "$name" || true)"
  done
  store PGPASSWORD "$(cat "$SECRETS/POSTGRES_PASSWORD")"
  printf '*:*:*:*:%s' "$(cat "$SECRETS/POSTGRES_PASSWORD")" >"$SECRETS/pgpass"
}

# Readable by all users, because the servers run as other users. Only this project mounts the volume.
store() {
  [ -n "$2" ] || return 0
  rm -f "$SECRETS/$1"
  printf %s "$2" >"$SECRETS/$1"
  chmod 444 "$SECRETS/$1"
}

# Exports the secrets of a mounted folder: each file is named after its variable. The environment takes precedence.
read_secrets() {
  for file in "$SECRETS"/*; do
    name=${file##*/}
    case $name in *[!A-Z0-9_]*) continue ;; esac
    [ -n "$(printenv "$name" || true)" ] || export "$name=$(cat "$file")"
  done
}

USAGE='zdravitsa COMMAND: worker, bot, board, api, migrate, greet, job, api-key, say, voices, or secrets. All but the last take --help.'

command=${1-}
case $command in
  worker | bot | board | api | migrate | greet | job | api-key | say | voices) shift ;;
  secrets)
    store_secrets
    exit
    ;;
  -h | --help | help)
    echo "$USAGE"
    exit
    ;;
  *)
    echo "zdravitsa: unknown command \"$command\"; $USAGE" >&2
    exit 2
    ;;
esac
read_secrets
case $command in
  # A command that ends by itself serves no health check. It may run in the container of a worker, whose port is taken.
  migrate) HEALTH_PORT='' exec node src/migrate.ts "$@" ;;
  greet | job | api-key | say | voices)
    # If memory runs out, the kernel ends this command before the worker of the same container.
    echo 1000 2>/dev/null >/proc/self/oom_score_adj || true
    HEALTH_PORT='' exec node src/cli.ts "$command" "$@"
    ;;
  # The same limits as in package.json. A worker needs about 50 MB of heap; without a limit V8 lets garbage grow far
  # beyond that.
  worker) exec node --max-old-space-size=128 --max-semi-space-size=4 src/worker.ts "$@" ;;
  bot | board | api) exec node "src/$command.ts" "$@" ;;
esac
