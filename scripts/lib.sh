# Sourced by the scripts from the checkout's folder: a home that can be written, and system packages where this may install them.

if [ ! -w "${HOME:-/nonexistent}" ]; then
  HOME="$PWD/.cache/home"
  export HOME
  mkdir -p "$HOME"
fi

may_install() { [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; }

updated=
# apt's lists, once a run
refresh() {
  [ -z "$updated" ] || return 0
  updated=1
  apt-get update -qq > /dev/null || echo "apt-get update failed; trying with the lists that are there" >&2
}

# install WHAT_FOR PACKAGE…: by apt when this may; otherwise one line that says what to install. Never fails: what is missing is named again by what needs it.
install() {
  local purpose=$1 said
  shift
  if ! may_install; then
    echo "missing for $purpose: $* (as root on Debian or Ubuntu: apt-get install $*)" >&2
    return 0
  fi
  echo "installing for $purpose: $*" >&2
  refresh
  said=$(DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" 2>&1 < /dev/null) && return 0
  echo "could not install for $purpose: $*: $(grep '^E:' <<< "$said" | head -n 1)" >&2
}

has_font() { command -v fc-list > /dev/null && [ -n "$(fc-list :lang=zh 2> /dev/null | head -n 1)" ]; }

need_font() {
  has_font && return 0
  install "Chinese letters in screenshots" fontconfig fonts-noto-cjk
  has_font || echo "no Chinese font: screenshots will show boxes instead of Chinese letters" >&2
}

# The driver inside Playwright's wheel needs one library that a minimal system lacks.
has_atomic() { .venv/bin/python -c 'import ctypes; ctypes.CDLL("libatomic.so.1")' 2> /dev/null; }

has_browser() { .venv/bin/python -m crawlers.browser.find > /dev/null 2>&1; }

# Playwright's own browser first, then a system Chromium or Chrome (both found by crawlers.browser.find), then Debian's package, then Playwright's download
need_browser() {
  if [ -n "${TRADEWATCH_BROWSER:-}" ]; then
    .venv/bin/python -m crawlers.browser.find > /dev/null || exit 1
    return 0
  fi
  has_browser && return 0
  has_atomic || [ "$(uname -s)" != Linux ] || install "the browser's driver" libatomic1
  has_browser && return 0
  if may_install; then
    refresh
    if apt-cache show chromium-headless-shell > /dev/null 2>&1; then
      install "pages drawn by script" chromium-headless-shell
    elif grep -q '^ID=debian' /etc/os-release 2> /dev/null; then # Ubuntu's package of that name is only a stub for the snap
      install "pages drawn by script" chromium
    fi
    has_browser && return 0
  fi
  download_browser
  has_browser || echo "no browser: pages that need one are skipped and named (as root: apt-get install chromium, or .venv/bin/playwright install chromium)" >&2
}

# Tried once a day, so that a machine that cannot reach Playwright's site starts in seconds the next time.
download_browser() {
  local tried=.venv/.browser-tried deps=
  [ -z "$(find "$tried" -mtime -1 2> /dev/null)" ] || return 0
  echo "no browser found; trying Playwright's own" >&2
  touch "$tried"
  may_install && deps=--with-deps
  timeout 600 .venv/bin/python -m playwright install $deps chromium-headless-shell > /dev/null 2>&1 < /dev/null || true
}
