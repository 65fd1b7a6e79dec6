#!/usr/bin/env bash
# Takes the pictures of README.md again, of the seed as it is today: docs/make-pictures.sh
set -euo pipefail
cd "$(dirname "$0")/.."
TRACKER_PICTURES="$PWD/docs/pictures" dotnet test tests/Tracker.EndToEnd --filter "FullyQualifiedName~Pictures"
