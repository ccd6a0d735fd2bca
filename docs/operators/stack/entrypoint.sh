#!/bin/sh
# Turn secret files into the environment of this one process; a missing file ends the start.
set -eu

secret() { cat "/run/secrets/$1"; }

SECRET_KEY=$(secret secret_key)
database_password=$(secret "${DATABASE_SECRET:?}")
queue_password=$(secret queue_password)
DATABASE_URL="postgresql://${DATABASE_USER:?}:${database_password}@postgres/portal"
REDIS_URL="redis://:${queue_password}@valkey/0"
export SECRET_KEY DATABASE_URL REDIS_URL

exec "$@"
