#!/usr/bin/env bash
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scripts/setup.sh"

usage() {
  cat <<'END'
Builds and runs the tests. The last line says how many passed and failed.

  ./test.sh [NAME…] [options] [arguments of dotnet test]

  NAME                  only the test projects with that in their name, such as Membership or EndToEnd
  --help                this text

./test.sh Membership --filter Enrol   runs the tests of Membership with Enrol in their name.
END
}

names=() arguments=()
while [ $# -gt 0 ]; do
  case $1 in
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

passed=0 failed=0 results="$ROOT/TestResults" lanes=2
stop() { kill $(jobs -rp) 2>/dev/null; wait; stop_compiler; exit 130; }
trap stop INT TERM
trap stop_compiler EXIT

# In the background, because the shell hears a signal only between commands or while it waits.
in_reach() { "$@" & wait $!; }

count() { sed -nE "s/.*<Counters [^>]*$1=\"([0-9]+)\".*/\1/p" "$2" 2>/dev/null | head -n 1; }

# What it says is shown when it has ended, so that two that run at once do not speak over each other.
run_tests() {
  local name code=0 test='' said=/dev/stdout; name=$(basename "$1" .csproj)
  if [ ${#projects[@]} -gt 1 ]; then said="$results/$name.txt"; fi
  trap 'kill "$test" 2>/dev/null; wait; exit 130' TERM
  rm -f "$results/$name".{trx,code}
  dotnet test "$ROOT/$1" "${QUIETLY[@]}" -c "$CONFIGURATION" $built --results-directory "$results" --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" \
    --blame-hang-timeout 15m --blame-hang-dump-type none ${arguments[@]+"${arguments[@]}"} >"$said" 2>&1 & test=$!
  wait "$test" || code=$?
  if [ -f "$said" ]; then printf '\n%s\n%s\n' "$name" "$(cat "$said")"; fi
  echo $code >"$results/$name.code"
}

# What does not build, crashes or hangs has failed, whatever it counted before.
count_tests() {
  local name trx code good bad; name=$(basename "$1" .csproj); trx="$results/$name.trx"; code=$(cat "$results/$name.code" 2>/dev/null || echo none)
  good=$(count passed "$trx") bad=$(count failed "$trx")
  passed=$((passed + ${good:-0})) failed=$((failed + ${bad:-0}))
  if [ "$code" != 0 ] && [ "${bad:-0}" = 0 ]; then
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
    if in_reach dotnet build "$ROOT/Network.sln" -c "$CONFIGURATION" "${QUIETLY[@]}" >"$ROOT/.local/build.log" 2>&1; then
      built=--no-build
      mark_built test "${everything[@]}"
      mark_built run "${PROGRAMS[@]}"
    else
      show_build_errors
      say "the solution does not build; trying each test project on its own"
    fi
  fi
fi
# Most tests wait for something most of the time, so two projects run at once; those of the pages, which take longest, begin. Platform's, some of which look whether everything has
# stopped ten seconds later, have the machine to themselves at the end. What has yet to be built takes turns.
[ -n "$built" ] || lanes=1
mkdir -p "$results"
paired=$(printf '%s\n' "${projects[@]}" | grep -v /Platform)
for project in $(printf '%s\n' "$paired" | grep /Portal) $(printf '%s\n' "$paired" | grep -v /Portal); do
  while [ "$(jobs -rp | wc -l)" -ge $lanes ]; do wait -n; done
  run_tests "$project" &
done
wait
for project in $(printf '%s\n' "${projects[@]}" | grep /Platform); do run_tests "$project" & wait; done
echo
for project in "${projects[@]}"; do count_tests "$project"; done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
