#!/bin/sh
# The first word names the process: worker, bot, migrate, greet, job.
set -eu
command=$1
shift
case $command in
  greet | job) exec node --import tsx src/cli.ts "$command" "$@" ;;
  # As in package.json: beyond some 50 MB of heap a worker holds only garbage that V8 is in no hurry to collect.
  worker) exec node --max-old-space-size=128 --max-semi-space-size=4 --import tsx src/worker.ts "$@" ;;
  *) exec node --import tsx "src/$command.ts" "$@" ;;
esac
