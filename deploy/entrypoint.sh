#!/bin/sh
# The first word names the process: worker, bot, migrate, greet, job.
set -eu
command=$1
shift
case $command in
  greet | job) exec node --import tsx src/cli.ts "$command" "$@" ;;
  *) exec node --import tsx "src/$command.ts" "$@" ;;
esac
