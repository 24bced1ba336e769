#!/usr/bin/env bash
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scripts/setup.sh"

usage() {
  cat <<'END'
Builds and runs the tests. The last line says how many passed and failed.

  ./test.sh [NAME…] [--filter TEXT] [-- arguments of xunit]

  NAME                  only the test projects with that in their name, such as Membership or EndToEnd
  --filter TEXT         only the tests with that in their full name
  --help                this text

./test.sh Membership --filter Enrol   runs the tests of Membership with Enrol in their name.
END
}

names=() arguments=()
while [ $# -gt 0 ]; do
  case $1 in
    --filter) arguments+=(-method "*${2:?--filter needs a text}*"); shift ;;
    --help | -h) usage; exit 0 ;;
    --) shift; arguments+=("$@"); break ;;
    -*) printf 'There is no option %s.\nSee ./test.sh --help.\n' "$1" >&2; exit 2 ;;
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
case "${projects[*]}" in *EndToEnd*) need_test_assets ;; esac
case "${projects[*]}" in *EndToEnd* | *Portal*) need_chromium ;; esac

passed=0 failed=0 results="$ROOT/TestResults" lanes=2 patience=30m
stop() { kill $(jobs -rp) 2>/dev/null; wait; stop_compiler; exit 130; }
trap stop INT TERM
trap stop_compiler EXIT

# In the background, because the shell hears a signal only between commands or while it waits.
in_reach() { "$@" & wait $!; }

build() { in_reach dotnet build "$ROOT/$1" -c "$CONFIGURATION" "${QUIETLY[@]}" >"$ROOT/.local/build.log" 2>&1; }

# All at once where all are wanted; each on its own where that fails, so that the others still count.
build_tests() {
  local everything=("${PROGRAMS[@]}" tests) project
  mkdir -p "$ROOT/.local"
  if is_built test "${everything[@]}"; then built=("${projects[@]}"); return; fi
  if [ ${#names[@]} = 0 ]; then
    say "building ($CONFIGURATION)"
    if build Network.sln; then
      built=("${projects[@]}")
      mark_built test "${everything[@]}"
      mark_built run "${PROGRAMS[@]}"
      return
    fi
    show_build_errors
    say "the solution does not build; trying each test project on its own"
  fi
  for project in "${projects[@]}"; do
    if build "$project"; then built+=("$project"); else show_build_errors; fi
  done
}

# What it says is shown when it has ended, so that two that run at once do not speak over each other.
run_tests() {
  local name code=0 test='' began=$SECONDS; name=$(basename "$1" .csproj)
  trap 'kill "$test" 2>/dev/null; wait; exit 130' TERM
  SANGAM_TEST_RUN=$$ timeout --kill-after=10 $patience dotnet "$ROOT/$(dirname "$1")/bin/$CONFIGURATION/net10.0/$name.dll" \
    -noLogo -noColor -reporter quiet -result-trx "$results/$name.trx" ${arguments[@]+"${arguments[@]}"} \
    </dev/null >"$results/$name.txt" 2>&1 & test=$!
  wait "$test" || code=$?
  printf '%s %s\n' "$code" $((SECONDS - began)) >"$results/$name.ended"
  cat "$results/$name.txt"
  say "$name took $((SECONDS - began)) s"
}

count() { sed -nE "s/.*<Counters [^>]*$1=\"([0-9]+)\".*/\1/p" "$2" 2>/dev/null | head -n 1; }

# What does not build, crashes or hangs has failed, whatever it counted before.
count_tests() {
  local name code=none took=0 good bad; name=$(basename "$1" .csproj)
  read -r code took 2>/dev/null <"$results/$name.ended"
  good=$(count passed "$results/$name.trx") bad=$(count failed "$results/$name.trx")
  if [ "$code" != 0 ] && [ "${bad:-0}" = 0 ]; then
    case $code in
      none) printf '%s did not build.\n' "$name" ;;
      124 | 137) printf '%s was ended after %s.\n' "$name" $patience ;;
      *) printf '%s did not run to its end (exit code %s).\n' "$name" "$code" ;;
    esac
    bad=1
  fi
  passed=$((passed + ${good:-0})) failed=$((failed + ${bad:-0}))
  printf '%-20s %5s passed %5s failed %5s s\n' "$name" "${good:-0}" "${bad:-0}" "$took"
}

survivors() { grep -lsaz "^SANGAM_TEST_RUN=$$\$" /proc/[0-9]*/environ | cut -d/ -f3; }

# Whatever the tests started carries the mark of this run. It may take its time to stop, but has to.
count_survivors() {
  local until=$((SECONDS + 15)) left pid
  while left=$(survivors); [ -n "$left" ] && [ $SECONDS -lt $until ]; do sleep 0.5; done
  for pid in $left; do
    printf 'Still running after the tests: %s %s\n' "$pid" "$(tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null)"
    kill -KILL "$pid" 2>/dev/null
  done
  [ -z "$left" ] || failed=$((failed + 1))
}

# The programs under test live for minutes: compiling their methods a second time, and a heap for each core, would not pay.
export DOTNET_TC_CallCountThreshold=400 DOTNET_gcServer=0

built=()
build_tests
mkdir -p "$results"
rm -f "$results"/*.{trx,txt,ended}

# Most tests wait for something half of the time, so two projects run at once; those of the pages, which take longest, begin.
# Platform's, some of which look whether everything has stopped a minute later, have the machine to themselves at the end.
beside=$(printf '%s\n' ${built[@]+"${built[@]}"} | grep -v /Platform)
for project in $(printf '%s\n' "$beside" | grep /Portal) $(printf '%s\n' "$beside" | grep -v /Portal); do
  while [ "$(jobs -rp | wc -l)" -ge $lanes ]; do wait -n; done
  run_tests "$project" &
done
wait
for project in $(printf '%s\n' ${built[@]+"${built[@]}"} | grep /Platform); do run_tests "$project" & wait; done

echo
for project in "${projects[@]}"; do count_tests "$project"; done
count_survivors
say "all of it took $((SECONDS / 60)) min $((SECONDS % 60)) s"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
