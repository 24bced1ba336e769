#!/usr/bin/env bash
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scripts/setup.sh"

usage() {
  cat <<'END'
Builds and runs the tests. The last line says how many passed and failed.

  ./test.sh [NAME…] [options] [arguments of dotnet test]

  NAME                  only the test projects with that in their name, such as Membership or EndToEnd
  --stand-ins           build with the stand-ins for packages that a feed may lack
  --real-packages       build with the real packages
  --check-feed          look again which packages the feed has
  --help                this text

./test.sh Membership --filter Enrol   runs the tests of Membership with Enrol in their name.
END
}

packages='' names=() arguments=()
while [ $# -gt 0 ]; do
  case $1 in
    --stand-ins) packages=true ;;
    --real-packages) packages=false ;;
    --check-feed) rm -f "$ROOT/.local/feed.props" ;;
    --help | -h) usage; exit 0 ;;
    -*) arguments=("$@"); break ;;
    *) names+=("$1") ;;
  esac
  shift
done

# The solution's own list, so that no test project is forgotten and none runs that is not part of it.
projects=()
while read -r project; do
  if [ ${#names[@]} = 0 ]; then projects+=("$project"); fi
  for name in ${names[@]+"${names[@]}"}; do case ${project,,} in tests/*"${name,,}"*) projects+=("$project"); break ;; esac; done
done < <(sed -nE 's/.*"(tests[\\/][^"]*\.Tests\.csproj)".*/\1/p' "$ROOT/Network.sln" | tr '\\' '/')
if [ ${#projects[@]} = 0 ]; then
  printf 'No test project has that in its name: %s\n' "${names[*]}" >&2
  echo "0 passed, 0 failed"
  exit 2
fi

need_sdk
need_postgres
case "${projects[*]}" in *EndToEnd* | *Portal*) need_test_assets; need_chromium ;; esac
find_chromium || true
choose_packages "$packages"

running='' passed=0 failed=0 results="$ROOT/TestResults"
stop() { if [ -n "$running" ]; then kill "$running" 2>/dev/null; wait "$running"; fi; stop_compiler; exit 130; }
trap stop INT TERM
trap stop_compiler EXIT

# In the background, because the shell hears a signal only between commands or while it waits.
in_reach() { dotnet "$@" "${QUIETLY[@]}" & running=$!; local code=0; wait "$running" || code=$?; running=''; return $code; }

count() { sed -nE "s/.*<Counters [^>]*$1=\"([0-9]+)\".*/\1/p" "$2" 2>/dev/null | head -n 1; }

# What does not build, crashes or hangs has failed, whatever it counted before.
run_tests() {
  local name trx code=0 good bad; name=$(basename "$1" .csproj); trx="$results/$name.trx"
  printf '\n%s\n' "$name"
  rm -f "$trx"
  in_reach test "$ROOT/$1" -c "$CONFIGURATION" $built --results-directory "$results" --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" \
    --blame-hang-timeout 15m --blame-hang-dump-type none ${arguments[@]+"${arguments[@]}"} || code=$?
  good=$(count passed "$trx") bad=$(count failed "$trx")
  passed=$((passed + ${good:-0})) failed=$((failed + ${bad:-0}))
  if [ $code != 0 ] && [ "${bad:-0}" = 0 ]; then
    printf '%s did not run to its end (exit code %s).\n' "$name" "$code"
    failed=$((failed + 1))
  fi
}

# All at once where all are wanted; each on its own where that fails, so that the others still count.
built=''
if [ ${#names[@]} = 0 ]; then
  everything=("${PROGRAMS[@]}" tests)
  if is_built test "${everything[@]}"; then built=--no-build
  else
    say "building ($CONFIGURATION)"
    if in_reach build "$ROOT/Network.sln" -c "$CONFIGURATION" >"$ROOT/.local/build.log" 2>&1; then
      built=--no-build
      mark_built test "${everything[@]}"
      mark_built run "${PROGRAMS[@]}"
    else
      show_build_errors
      say "the solution does not build; trying each test project on its own"
    fi
  fi
fi
for project in "${projects[@]}"; do run_tests "$project"; done

echo
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
