# Sourced by cases/run and tests/run: installs what is missing, configures, builds. Not to be run by itself.
# shellcheck shell=bash
set -euo pipefail
exec </dev/null  # nothing here asks a question; also where stdin is closed

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
build=$root/build/release
me=$(realpath --relative-to="$root" "$0")

say() { echo "== $*"; }

fail() {
  local code=$1
  shift
  echo "$me: $*" >&2
  exit "$code"
}

# No more than this process may use; all of those where the machine does not tell (no /sys).
physical_cores() {
  local cores allowed
  allowed=$(nproc)
  cores=$({ lscpu -p=CORE,SOCKET 2>/dev/null || true; } | sort -u | grep -c '^[0-9]' || true)
  echo $((cores > 0 && cores < allowed ? cores : allowed))
}

# About 2 GiB a compiler.
build_jobs() {
  local free_kib limit
  free_kib=$(awk '/MemAvailable/ {print $2}' /proc/meminfo)
  limit=$(cat /sys/fs/cgroup/memory.max 2>/dev/null || echo max)
  [[ $limit == max || $((limit / 1024)) -gt $free_kib ]] || free_kib=$((limit / 1024))
  local by_memory=$((free_kib / 2097152)) cores
  cores=$(nproc)
  echo $((by_memory < 1 ? 1 : by_memory < cores ? by_memory : cores))
}

nvcc_path() {
  command -v nvcc || { [[ -x /usr/local/cuda/bin/nvcc ]] && echo /usr/local/cuda/bin/nvcc; } || echo none
}

install_missing() {
  "$root/cluster/install_dependencies" build run test || fail $? "installing the dependencies failed"
}

# Under sudo all but the installation is done as the user who called it, so that the user owns what is built.
become_caller() {
  [[ $EUID -eq 0 && ${SUDO_UID:-0} -ne 0 && $(stat -c %u "$root") -eq ${SUDO_UID:-0} ]] || return 0
  local folder home
  for folder in build results; do
    [[ ! -d $root/$folder ]] || chown -R "$SUDO_UID:$SUDO_GID" "$root/$folder"
  done
  home=$(getent passwd "$SUDO_UID" | cut -d: -f6)
  say "going on as user ${SUDO_USER:-$SUDO_UID}"
  exec setpriv --reuid="$SUDO_UID" --regid="$SUDO_GID" --init-groups \
    env HOME="$home" USER="${SUDO_USER:-}" LOGNAME="${SUDO_USER:-}" "$0" "$@"
}

require_writable() {
  local folder
  for folder in "$root" "$root/build" "$build" "$root/results"; do
    [[ ! -e $folder || -w $folder ]] ||
      fail 4 "$folder is not yours to write (built as root?): sudo chown -R $(id -un) $root/build $root/results"
  done
}

# A stamp holds what a build folder cannot survive: another place, another CUDA compiler.
configure() {
  local stamp="source $root"$'\n'"nvcc $1"
  if [[ -f $build/build.ninja && $(cat "$build/freshet_stamp" 2>/dev/null) == "$stamp" ]]; then
    return 0
  fi
  say "configuring $build"
  (cd "$root" && cmake --fresh --preset release) || fail $? "cmake could not configure; the reason stands above"
  echo "$stamp" >"$build/freshet_stamp"
}

# set_up TARGET ARGUMENTS...: TARGET is what to build, the rest what the script was called with.
set_up() {
  local target=$1 nvcc jobs
  shift
  install_missing
  become_caller "$@"
  require_writable
  nvcc=$(nvcc_path)
  jobs=${FRESHET_JOBS:-$(build_jobs)}
  if [[ $nvcc == none ]]; then
    say "no nvcc found: building for CPU only"
  else
    say "building for CPU and CUDA with $nvcc"
  fi
  configure "$nvcc"
  say "building $target with $jobs jobs"
  cmake --build "$build" --target "$target" -j "$jobs" || fail $? "the build failed; the reason stands above"
}

# Folder of measured data, empty where there is none.
data_folder() {
  if [[ -n ${FRESHET_DATA:-} ]]; then
    [[ -d $FRESHET_DATA ]] || fail 2 "FRESHET_DATA is no folder: $FRESHET_DATA"
    (cd "$FRESHET_DATA" && pwd)
  elif [[ -d $root/../shared/benchmarks ]]; then
    (cd "$root/../shared/benchmarks" && pwd)
  fi
}

# Open MPI refuses root, and more ranks than cores, unless told. Neither changes anything elsewhere.
allow_mpi() {
  export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1
}
