# What run, test and bench share: installing what is missing, building, starting and stopping. Sourced, never run.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/sunhall
started=()

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# Packages that building and running need, and those that only tests need.
build_packages=(build-essential pkg-config libwayland-dev libasound2-dev)
run_packages=(libxkbcommon-x11-0 libx11-6 libx11-xcb1 libxi6 libxcursor1 libxrender1 libxfixes3 libgl1 libgl1-mesa-dri libegl1
  libfontconfig1 libasound2 espeak-ng xvfb imagemagick)
test_packages=(xdotool x11-utils chromium fonts-noto-cjk strace curl bsdutils iproute2 mosquitto)
# Packages that only deploy/package needs, and those that only its test needs.
package_packages=(debhelper)
try_packages=(mmdebstrap)

# Installs the named Debian packages that are missing; asks first unless root or --yes.
need_packages() {
  local missing=() name
  for name in "$@"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local sudo=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo=(sudo)
    if [ "${yes:-}" != 1 ]; then
      printf 'These Debian packages are missing: %s\nInstall them now? [y/N] ' "${missing[*]}" >&2
      read -r answer || answer=n
      [ "$answer" = y ] || [ "$answer" = Y ] || die "Not installed; nothing was started."
    fi
  fi
  say "Installing: ${missing[*]}"
  "${sudo[@]}" apt-get update -qq >&2 || die "apt-get update failed."
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2 || die "apt-get install failed."
}

need_rust() {
  command -v cargo >/dev/null 2>&1 || { [ -x "$HOME/.cargo/bin/cargo" ] && export PATH="$HOME/.cargo/bin:$PATH"; }
  command -v cargo >/dev/null 2>&1 || die "A Rust toolchain is needed (cargo was not found). Install it with rustup, then run this again."
}

# Node 20 or newer; where it is older, the npm package `node` goes into the cache.
need_node() {
  if ! command -v npm >/dev/null 2>&1; then need_packages nodejs npm; fi
  local major
  major=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)
  [ "$major" -ge 20 ] && return 0
  mkdir -p "$cache/node"
  [ -x "$cache/node/node_modules/.bin/node" ] || npm install --silent --no-audit --no-fund --prefix "$cache/node" node@22 >&2 || die "Node 22 could not be installed."
  export PATH="$cache/node/node_modules/.bin:$PATH"
}

# Installs the npm packages of a folder as its lock file says, once.
need_npm() {
  local folder=$1
  if ! cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed"; then
    (cd "$folder" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --silent --no-audit --no-fund >&2) || die "npm ci failed in $folder."
    cp "$folder/package-lock.json" "$folder/node_modules/.installed"
  fi
}

# In CI one target directory outside the checkout serves every run.
use_target() {
  if [ -n "${CI:-}" ] && [ -z "${CARGO_TARGET_DIR:-}" ]; then export CARGO_TARGET_DIR="$cache/target"; fi
  target=${CARGO_TARGET_DIR:-$top/target}
}

# Starts a program in the background and remembers its process id; its words go to a log.
begin() {
  local log=$1
  shift
  "$@" >>"$log" 2>&1 </dev/null &
  started+=($!)
}

# Ends everything that `begin` started, newest first, and nothing else.
stop_all() {
  local i pid
  for ((i = ${#started[@]} - 1; i >= 0; i--)); do kill -TERM "${started[$i]}" 2>/dev/null || true; done
  for pid in "${started[@]}"; do
    for _ in $(seq 100); do kill -0 "$pid" 2>/dev/null || break; sleep 0.05; done
    kill -KILL "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  started=()
}

# The wished port of the loopback if nobody listens there, else a free one.
free_port() {
  local port=$1
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((20000 + RANDOM % 20000)); done
  printf '%s' "$port"
}

# Waits until `command` succeeds, at most so many seconds.
wait_for() {
  local seconds=$1 what=$2
  shift 2
  local deadline=$((SECONDS + seconds))
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $deadline ] || die "Waited $seconds s in vain for $what."
    sleep 0.1
  done
}

# Starts a virtual screen of the given size; its number is in $screen afterwards.
virtual_screen() {
  local size=$1 file
  file=$(mktemp)
  exec {fd}>"$file"
  Xvfb -displayfd "$fd" -screen 0 "${size}x24" -nolisten tcp -noreset >/dev/null 2>&1 </dev/null &
  started+=($!)
  exec {fd}>&-
  wait_for 15 "a virtual screen" test -s "$file"
  screen=":$(tr -d '[:space:]' <"$file")"
  rm -f "$file"
}
