#!/bin/sh
# The first word names the process.
# Node runs the TypeScript as it is; the tsx of package.json's scripts is for Node before 22.18.
set -eu
cd "$(dirname "$(readlink -f "$0")")/.."
SECRETS=${SECRETS_DIR:-/run/secrets}

# Passwords of a compose project, made up once. What is given in the environment is kept instead, also later.
keep_secrets() {
  umask 077
  for name in POSTGRES_PASSWORD BOARD_PASSWORD S3_ACCESS_KEY_ID S3_SECRET_ACCESS_KEY; do
    value=$(printenv "$name" || true)
    [ -n "$value" ] || [ -s "$SECRETS/$name" ] || value=$(node -p "crypto.randomBytes(18).toString('hex')")
    keep "$name" "$value"
  done
  # Of others, which nobody can make up.
  for name in BOT_TOKEN REDIS_PASSWORD REDIS_SENTINEL_PASSWORD; do
    keep "$name" "$(printenv "$name" || true)"
  done
  keep PGPASSWORD "$(cat "$SECRETS/POSTGRES_PASSWORD")"
  printf '*:*:*:*:%s' "$(cat "$SECRETS/POSTGRES_PASSWORD")" >"$SECRETS/pgpass"
}

# Read by the servers too, which run as other users; the volume is mounted nowhere else.
keep() {
  [ -n "$2" ] || return 0
  rm -f "$SECRETS/$1"
  printf %s "$2" >"$SECRETS/$1"
  chmod 444 "$SECRETS/$1"
}

# A secret is a file that bears the variable's name, as compose and Kubernetes mount them; the environment goes before it.
read_secrets() {
  for file in "$SECRETS"/*; do
    name=${file##*/}
    case $name in *[!A-Z0-9_]*) continue ;; esac
    [ -n "$(printenv "$name" || true)" ] || export "$name=$(cat "$file")"
  done
}

USAGE='zdravitsa COMMAND: worker, bot, board, migrate, greet, job, or secrets. All but the last tell more with --help.'

command=${1-}
case $command in
  worker | bot | board | migrate | greet | job) shift ;;
  secrets)
    keep_secrets
    exit
    ;;
  -h | --help | help)
    echo "$USAGE"
    exit
    ;;
  *)
    echo "zdravitsa: there is no command \"$command\"; $USAGE" >&2
    exit 2
    ;;
esac
read_secrets
case $command in
  # What ends by itself has no health to tell, and may run beside a worker that does.
  migrate) HEALTH_PORT='' exec node src/migrate.ts "$@" ;;
  greet | job)
    # Where memory runs out these go first, not the worker whose container they are run in.
    echo 1000 2>/dev/null >/proc/self/oom_score_adj || true
    HEALTH_PORT='' exec node src/cli.ts "$command" "$@"
    ;;
  # As in package.json: beyond some 50 MB of heap a worker holds only garbage that V8 is in no hurry to collect.
  worker) exec node --max-old-space-size=128 --max-semi-space-size=4 src/worker.ts "$@" ;;
  bot | board) exec node "src/$command.ts" "$@" ;;
esac
