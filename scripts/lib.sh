# Sourced by the scripts: a home that can be written, and system packages where this may install them.

if [ ! -w "${HOME:-/nonexistent}" ]; then
  HOME="${TMPDIR:-/tmp}/tradewatch-home-$(id -u)"
  export HOME
  mkdir -p "$HOME"
fi

may_install() { [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; }

updated=
# install WHAT_FOR PACKAGE…: by apt when this may; otherwise one line that says what to install. Never fails: what is missing is named again by what needs it.
install() {
  local purpose=$1
  shift
  if ! may_install; then
    echo "missing for $purpose: $* (as root on Debian or Ubuntu: apt-get install $*)" >&2
    return 0
  fi
  echo "installing for $purpose: $*" >&2
  if [ -z "$updated" ]; then
    apt-get update -qq > /dev/null || echo "apt-get update failed; trying with the lists that are there" >&2
    updated=1
  fi
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" > /dev/null 2>&1 || echo "could not install for $purpose: $*" >&2
}

has_font() { command -v fc-list > /dev/null && [ -n "$(fc-list :lang=zh 2> /dev/null | head -n 1)" ]; }

need_font() {
  has_font && return 0
  install "Chinese letters in screenshots" fontconfig fonts-noto-cjk
  has_font || echo "no Chinese font: screenshots will show boxes instead of Chinese letters" >&2
}

has_browser() { .venv/bin/python -m crawlers.browser.find > /dev/null 2>&1; }

# Playwright's own browser first, then a system Chromium or Chrome (both found by crawlers.browser.find), then Debian's package, then Playwright's download
need_browser() {
  has_browser && return 0
  if may_install && apt-cache show chromium-headless-shell > /dev/null 2>&1 || { may_install && apt-get update -qq > /dev/null && apt-cache show chromium-headless-shell > /dev/null 2>&1; }; then
    install "pages drawn by script" chromium-headless-shell
  elif may_install && grep -q '^ID=debian' /etc/os-release 2> /dev/null; then
    install "pages drawn by script" chromium
  fi
  has_browser && return 0
  echo "no browser found; trying Playwright's own" >&2
  local deps=
  may_install && deps=--with-deps
  timeout 600 .venv/bin/python -m playwright install $deps chromium-headless-shell > /dev/null 2>&1 || true
  has_browser || echo "no browser: pages that need one will be skipped and named (apt-get install chromium, or .venv/bin/playwright install chromium)" >&2
}
