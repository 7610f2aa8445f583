#!/usr/bin/env bash
# Whether the page /graphiql that is kept here is what its sources give: builds it anew, from the
# lock file, and compares the contents of all files. Needs Node.js, npm and gzip.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

kept=../main/resources/io/buddychat/server/graphiql
built=$(mktemp -d)
trap 'rm -rf "$built"' EXIT

npm ci --ignore-scripts --prefer-offline --no-audit --no-fund
node build.mjs "$built"
diff "$kept/files.txt" "$built/files.txt"
while read -r file; do
  cmp <(gzip -dc "$kept/$file.gz") <(gzip -dc "$built/$file.gz")
done < "$kept/files.txt"
diff <(ls "$kept") <(ls "$built")
echo "The page is what its sources give: $(wc -l < "$kept/files.txt") files."
