# Body of the job scripts that `freshet submit` writes; the lines before it set all that is used here:
#   folder, log, script, program, launcher, run_arguments, first_restart, continue_by, max_jobs, members
# and the functions load_environment and choose_member.
# shellcheck shell=bash disable=SC2154

job=${SLURM_ARRAY_JOB_ID:+${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID}
job=${job:-${SLURM_JOB_ID:-$$}}
told=''   # the signal that asked this job to stop
child=''  # the launcher while it runs

say() { echo "$(date '+%F %T') job $job: $*"; }

# One line a thing that happened, which `freshet status` reads: seconds, job, host, what, why.
note() { printf '%s\t%s\t%s\t%s\t%s\n' "$(date +%s)" "$job" "$(hostname)" "$1" "$2" >>"$out/jobs.tsv"; }

newest_checkpoint() {
  local newest
  newest=$(find "$out/checkpoint" -name '*.h5' -printf '%f\n' 2>/dev/null | sort | tail -1)
  # A dam's series keeps one, under one name: its time tells whether a job came further.
  [[ -n $newest ]] || newest=$(find "$out/dam/checkpoint.h5" -printf 'dam/%f of %TF %TT\n' 2>/dev/null)
  echo "${newest:-the start}"
}

# done, stopped, or nothing: summary.json is written last.
run_status() { sed -n 's/^ *"status": "\([a-z]*\)".*/\1/p' "$out/summary.json" 2>/dev/null; }

# What freshet said of its end, for one line.
last_words() { grep -a '^freshet: ' "$log" 2>/dev/null | grep -av '^freshet: warning' | tail -1 | cut -c 1-300; }

# freshet writes a checkpoint and stops at USR1; launchers pass that on to all ranks, and TERM not all of them.
stop_run() {
  told=$1
  interrupted=1
  [[ -z $child ]] || kill -s USR1 "$child" 2>/dev/null
}

# Starts freshet and waits, however often a signal ends the waiting. Sets code.
launch() {
  local status
  "${launcher[@]}" "${program[@]}" "${run_arguments[@]}" "$@" &
  child=$!
  code=127
  interrupted=1
  while [[ -n $interrupted ]]; do
    interrupted=''
    wait "$child"
    status=$?
    [[ $status -eq 127 ]] || code=$status  # 127: nothing was left to wait for
  done
  child=''
}

# How many jobs since the last submission began at the same checkpoint as this one will.
starts_from() {
  awk -F '\t' -v from="$1" '$4 == "submitted" {n = 0} $4 == "started" && $5 == from {n++} END {print n + 0}' \
    "$out/jobs.tsv" 2>/dev/null
}

fail() {
  note failed "$2"
  say "failed: $2"
  [[ -z ${successor:-} ]] || scancel "$successor"
  return "$1"
}

# The job that goes on if this one is cut, even by a fault of its node.
submit_successor() {
  successor=''
  [[ $continue_by == chain && $((piece + 1)) -lt $max_jobs ]] || return 0
  successor=$(sbatch --parsable --dependency="afterany:$SLURM_JOB_ID" \
    --export="ALL,FRESHET_PIECE=$((piece + 1))" "$script") || successor=''
  if [[ -n $successor ]]; then
    job=$successor note chained "goes on where the job before it is cut"
  else
    say "warning: no successor could be submitted"
  fi
}

go_on() {
  if [[ $continue_by == chain && -n ${successor:-} ]]; then
    note continues "time limit: job $successor goes on from $(newest_checkpoint)"
    say "time limit: job $successor goes on"
  elif [[ $continue_by == requeue && $((piece + 1)) -lt $max_jobs ]]; then
    note continues "time limit: requeued, goes on from $(newest_checkpoint)"
    say "time limit: requeueing"
    trap - TERM
    if scontrol requeue "$SLURM_JOB_ID"; then
      for ((second = 0; second < 120; ++second)); do sleep 1; done  # Slurm ends this script meanwhile
    fi
    fail 4 "Slurm does not requeue this job; --restart latest goes on"
  else
    fail 4 "not done after $((piece + 1)) jobs (max_jobs = $max_jobs); --restart latest goes on"
  fi
}

# From where this job goes on to the end or to its limit. Returns the job's exit code.
run_job() {
  local from restart=() code=0
  mkdir -p "$out" || return 4
  from=$(newest_checkpoint)
  if [[ $piece -gt 0 && $(run_status) == "done" ]]; then
    say "was done already"
    return 0
  fi
  if [[ $(starts_from "$from") -ge 3 ]]; then
    fail 4 "three jobs in a row came no further than $from"
    return
  fi
  if [[ $piece -gt 0 || -n $first_restart ]] && [[ $from != "the start" ]]; then restart=(--restart latest); fi
  note started "$from"
  submit_successor
  say "starting from $from"
  launch --out "$out" "${restart[@]}" "${member_arguments[@]}"
  case $(run_status) in
    done)
      note 'done' ''
      say 'done'
      [[ -z $successor ]] || scancel "$successor"
      return 0
      ;;
    stopped)
      if [[ $told == USR1 && $continue_by != none ]]; then
        go_on
        return
      fi
      [[ -z $successor ]] || scancel "$successor"
      note stopped "stopped by signal ${told:-$code} at $(newest_checkpoint)"
      return "$code"
      ;;
  esac
  if [[ $told == USR1 && $continue_by != none && $code -gt 128 ]]; then  # before its first step
    go_on
    return
  fi
  [[ $code -ne 0 ]] || code=3
  local why
  why=$(last_words)
  fail "$code" "exit code $code: ${why:-freshet ended without a word; see $log}"
}

trap 'stop_run USR1' USR1
trap 'stop_run TERM' TERM
trap 'stop_run INT' INT
trap 'stop_run HUP' HUP
# Open MPI refuses root unless told.
[[ $EUID -ne 0 ]] || export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
load_environment || exit 4

piece=$((${FRESHET_PIECE:-0} + ${SLURM_RESTART_COUNT:-0}))
member_arguments=()
out=$folder
if [[ $members -eq 0 ]]; then
  run_job
  exit
fi

# Member N of an ensemble: a task of a job array, or all in turn where there is no Slurm.
run_member() {
  out=$(printf '%s/member_%04d' "$folder" "$1")
  choose_member "$1"
  run_job
}
if [[ -n ${SLURM_ARRAY_TASK_ID:-} ]]; then
  run_member "$SLURM_ARRAY_TASK_ID"
  exit
fi
for ((member = 1; member <= members; ++member)); do
  run_member "$member"
  [[ -z $told ]] || exit 130
done
"${program[@]}" gather "$folder"
