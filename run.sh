#!/usr/bin/env bash
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scripts/setup.sh"

usage() {
  cat <<'END'
Starts all of Sangam on this machine: PostgreSQL, six services, portal, gateway, dashboard, and the four demo collectives.

  ./run.sh [options]

Data
  --keep                keep what was entered last time (this is so without any option)
  --reset               begin with empty data: databases, keys and passwords are made anew
  --data FOLDER         keep the data in FOLDER (without it: .data in the repository; see docs/operations.md)
  --no-demo             do not enter the demo collectives
  --postgres STRING     use that PostgreSQL server instead of an own one, such as
                        "Host=db.example;Username=admin;Password=…"; better given as the environment
                        variable ConnectionStrings__postgres, which other users of the machine cannot see

Ports
  --port N              web pages (8080)
  --grpc-port N         gRPC (8081)
  --dashboard-port N    dashboard (15889); it also takes N+4000 and N+5000
  --postgres-port N     PostgreSQL (any free port)
  --host NAME           the portals are at COLLECTIVE.NAME and network.NAME (localhost)

Programs
  --no-dashboard        start without the Aspire dashboard; logs are shown here instead
  --logs                show the logs of all processes here
  --help                this text

Ctrl-C stops everything.
END
}

wrong() { printf '%s\nSee ./run.sh --help.\n' "$*" >&2; exit 2; }
port() {
  case $2 in '' | *[!0-9]*) wrong "$1 needs a port number, not '$2'." ;; esac
  [ "$2" -ge 1 ] && [ "$2" -le "${3:-65535}" ] || wrong "$1 needs a port number from 1 to ${3:-65535}, not $2."
}
is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

web=8080 grpc=8081 dashboard=15889 with_dashboard=true reset=false arguments=()
while [ $# -gt 0 ]; do
  case $1 in
    --data | --postgres | --port | --grpc-port | --dashboard-port | --postgres-port | --host) [ $# -ge 2 ] || wrong "$1 needs a value." ;;
  esac
  case $1 in
    --keep) ;;
    --reset) reset=true; arguments+=(--Data:Reset=true) ;;
    --data) mkdir -p "$2" || wrong "The folder $2 cannot be made."; arguments+=("--Data:Folder=$(cd "$2" && pwd)"); shift ;;
    --no-demo) arguments+=(--Demo:Enabled=false) ;;
    --postgres) export ConnectionStrings__postgres=$2; shift ;;
    --port) port "$1" "$2"; web=$2; shift ;;
    --grpc-port) port "$1" "$2"; grpc=$2; shift ;;
    --dashboard-port) port "$1" "$2" 60535; dashboard=$2; shift ;;
    --postgres-port) port "$1" "$2"; arguments+=("--Ports:Postgres=$2"); shift ;;
    --host) arguments+=("--Gateway:Host=$2"); shift ;;
    --no-dashboard) with_dashboard=false; arguments+=(--Console:Logs=true --Dashboard:Enabled=false) ;;
    --logs) arguments+=(--Console:Logs=true) ;;
    --help | -h) usage; exit 0 ;;
    *) wrong "There is no option $1." ;;
  esac
  shift
done
if $reset && [ -n "${ConnectionStrings__postgres:-}" ]; then
  wrong "--reset does not empty a server given from outside: drop its databases yourself."
fi

check_ports() {
  local port
  for port in "$web" "$grpc" $(if $with_dashboard; then echo "$dashboard $((dashboard + 4000)) $((dashboard + 5000))"; fi); do
    if is_taken "$port"; then die "something listens on port $port already; choose another (./run.sh --help) or stop it."; fi
  done
}

need_sdk
check_ports
if [ -z "${ConnectionStrings__postgres:-}" ]; then need_postgres; fi
if ! is_built run "${PROGRAMS[@]}"; then
  say "building ($CONFIGURATION)"
  trap stop_compiler EXIT
  dotnet build "$ROOT/AppHost/AppHost.csproj" -c "$CONFIGURATION" "${QUIETLY[@]}" >"$ROOT/.local/build.log" 2>&1 ||
    { show_build_errors; die "the build failed (.local/build.log)."; }
  mark_built run "${PROGRAMS[@]}"
  stop_compiler
  trap - EXIT
  check_ports   # building took its time
fi

# What `dotnet run --project AppHost` does, without a process in between, so that a signal reaches the app host itself.
export DOTNET_ENVIRONMENT=Development ASPIRE_ALLOW_UNSECURED_TRANSPORT=true
# Where a built program looks for the runtime.
export DOTNET_ROOT=${DOTNET_ROOT:-$(dirname "$(readlink -f "$(command -v dotnet)")")}
cd "$ROOT/AppHost"
exec "bin/$CONFIGURATION/net10.0/AppHost" "--Ports:Web=$web" "--Ports:Grpc=$grpc" "--Ports:Dashboard=$dashboard" \
  ${arguments[@]+"${arguments[@]}"}
