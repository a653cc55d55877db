#!/usr/bin/env bash
# How long the desk takes to answer 50 readers at once, view by view, while pages are being added: the first look, p50, p95 and
# errors, and how many bytes the first look at a dispute takes over the wire. Readers take gzip, as every browser does. They ask again
# and again for one view without a pause; then they go through the 300 most contested disputes as people do, each at another one and
# after a pause of one to three seconds, so that most of what they ask for is looked at for the first time.
#
#   benches/desk.sh LEDGER [SECONDS]
#
# LEDGER is changed: pages are added to it. One of 100,000 made-up pages: gainsay-lab ledger-bench --pages 100000. It needs wrk
# (apt-get install wrk) and a build of gainsay, by default the release one; GAINSAY names another.
set -euo pipefail
ledger=$1 seconds=${2:-10}
gainsay=${GAINSAY:-$(dirname "$0")/../target/release/gainsay}
work=$(mktemp -d)
"$gainsay" serve --ledger "$ledger" --port 0 >"$work/address" 2>"$work/serve" &
serve=$!
adding=
trap 'kill $serve $adding 2>/dev/null || true; rm -rf "$work"' EXIT
until [ -s "$work/address" ]; do sleep 0.1; done
base=$(sed 's|/$||' "$work/address")

first() { grep -o "$1" | head -n 1; }
curl -sS "$base/api/v1/disputes?limit=1" >"$work/disputes"
dispute=$(first '"id":"[^"]*' <"$work/disputes" | cut -d '"' -f 4)
page=$(curl -sS "$base/api/v1/positions?limit=1" | first '"page":"[^"]*' | cut -d '"' -f 4)
# Of those who come first by code, who says most.
holder=$(curl -sS "$base/api/v1/holders?limit=200" | grep -o '"holder":"[^"]*","positions":[0-9]*' |
    sed 's/"holder":"\(.*\)","positions":\(.*\)/\2 \1/' | sort -rn | head -n 1 | cut -d ' ' -f 2)

# A new page now and then, as somebody's collector would send it.
curl -sS -c "$work/jar" "$base/api/v1/session" >"$work/session"
sign=$(first '"sign":"[^"]*' <"$work/session" | cut -d '"' -f 4)
while sleep 0.5; do
    echo "BELGRADE, 6 March 2023 - Serbia's government denied on Monday that it had sold $RANDOM shells to Ukraine." |
        curl -sS -o /dev/null -b "$work/jar" -H "X-Gainsay-Sign: $sign" -H 'Content-Type: text/plain' --data-binary @- \
            "$base/api/v1/pages?path=made-up"
done &
adding=$!

cat >"$work/told.lua" <<'LUA'
done = function(summary, latency)
    local errors = summary.errors
    io.write(string.format("p50 %.1f ms  p95 %.1f ms  %d answers  %d errors\n", latency:percentile(50) / 1000,
        latency:percentile(95) / 1000, summary.requests, errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
LUA
curl -sS "$base/api/v1/status"
echo
for path in / "/?stance=denies" "/?sort=newest" "/dispute/$dispute" "/dispute/$dispute/dossier" "/page/$page" "/compare?a=$page:p1" \
    /review /log "/search?q=shells" "/holder/$holder" /api/v1/disputes "/api/v1/disputes/$dispute" /api/v1/positions \
    "/api/v1/positions?stance=denies" "/api/v1/statements?holder=$holder" "/api/v1/pages/$page" "/api/v1/holders/$holder" \
    "/api/v1/search?q=shells" /api/v1/status /api/v1/feed; do
    # The first look is told apart: it makes what those after it are given.
    printf '%-40.40s first %5.0f ms  ' "$path" "$(curl -sS -o /dev/null -w '%{time_total}' "$base$path" | awk '{print $1 * 1000}')"
    wrk -t 2 -c 50 -d "${seconds}s" -H 'Accept-Encoding: gzip' -s "$work/told.lua" "$base$path" | tail -n 1
done
after=
for _ in 1 2 3; do
    curl -sS "$base/api/v1/disputes?limit=100$after" >"$work/part"
    grep -o '"id":"[^"]*' <"$work/part" | cut -d '"' -f 4 >>"$work/ids"
    after="&cursor=$(first '"next":"[^"]*' <"$work/part" | cut -d '"' -f 4)"
done
cat >"$work/people.lua" <<LUA
local ids = {}
for id in io.lines("$work/ids") do ids[#ids + 1] = id end
request = function() return wrk.format("GET", "/dispute/" .. ids[math.random(#ids)]) end
delay = function() return math.random(1000, 3000) end
LUA
cat "$work/told.lua" >>"$work/people.lua"
printf '%-40.40s %15s  ' '300 disputes, with pauses' ''
wrk -t 2 -c 50 -d "$((seconds * 3))s" -H 'Accept-Encoding: gzip' -s "$work/people.lua" "$base" | tail -n 1
printf 'a dispute at first sight: %s bytes\n' \
    "$(curl -sS -H 'Accept-Encoding: gzip' -o /dev/null -w '%{size_download}' "$base/dispute/$dispute")"
