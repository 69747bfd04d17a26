# shellcheck shell=bash
# The settings of a scheduled job, and the program they are for.
# Sourced by jobs/nightly, jobs/rerun-year and jobs/watch; on its own it does nothing.

# EX_UNAVAILABLE and EX_CONFIG of sysexits.h, as in the exit codes of huizong.
readonly exit_unavailable=69 exit_configuration=78

# Exports the settings of an env file: lines KEY=VALUE, taken literally, no quotes, no expansion.
# A setting that stands in the environment already wins. HUIZONG_ENV_FILE names another file.
read_settings() {
  local file=${HUIZONG_ENV_FILE:-$1} line key
  if ! [ -r "$file" ]; then
    echo "Cannot read the settings file $file" >&2
    exit "$exit_configuration"
  fi
  while IFS= read -r line || [ -n "$line" ]; do
    [[ $line =~ ^[[:space:]]*(#.*)?$ ]] && continue
    if ! [[ $line =~ ^((PG|HUIZONG_)[A-Z0-9_]+)=(.*)$ ]]; then
      echo "$file: not a PG… or HUIZONG_… setting of the form KEY=VALUE: ${line%%=*}" >&2
      exit "$exit_configuration"
    fi
    key=${BASH_REMATCH[1]}
    [ -n "${!key+set}" ] || export "$key=${BASH_REMATCH[3]}"
  done <"$file"
}

# Sets `huizong` to the program: HUIZONG_BIN, else the one on the PATH, else our release build.
find_huizong() {
  local built=$1/.build/release/huizong
  huizong=${HUIZONG_BIN:-$(command -v huizong || echo "$built")}
  [ -x "$huizong" ] && return
  echo "No huizong at $huizong; set HUIZONG_BIN, or build: swift build -c release" >&2
  exit "$exit_unavailable"
}
