#!/usr/bin/env bash
# Adds a migration for every provider: migrations/add-migration.sh AddedSomething
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?"usage: migrations/add-migration.sh NAME"}
dotnet tool restore
for project in migrations/Tracker.Migrations.*/; do
  dotnet restore "$project"
  dotnet ef migrations add "$name" --project "$project" --startup-project "$project" --output-dir Migrations
done
