"""A Slurm of its own on this machine for tests: munge, slurmctld and two nodes, all ended again after use.

Ports, files and logs are private, so that it neither needs nor touches a Slurm that the machine may have.
"""
import ctypes
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

PROGRAMS = ["munged", "slurmctld", "slurmd", "sbatch", "scontrol", "squeue"]

CONFIGURATION = """\
ClusterName=freshet
SlurmctldHost={host}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={folder}/run/munge.socket
SlurmctldPort={ports[0]}
SlurmctldPidFile={folder}/run/slurmctld.pid
SlurmctldLogFile={folder}/log/slurmctld.log
StateSaveLocation={folder}/state
SlurmdPidFile={folder}/run/slurmd.%n.pid
SlurmdSpoolDir={folder}/spool/%n
SlurmdLogFile={folder}/log/slurmd.%n.log
TmpFS={folder}/tmp/%n
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
ReturnToService=2
SchedulerType=sched/backfill
SchedulerParameters=bf_interval=1,sched_min_interval=100000,batch_sched_delay=0
MinJobAge=300
KillWait=5
JobRequeue=1
SlurmdParameters=config_overrides
NodeName=n[1-2] NodeHostname={host} NodeAddr=127.0.0.1 Port=[{ports[1]}-{ports[2]}] CPUs=4 Sockets=1 CoresPerSocket=4 \
ThreadsPerCore=1 RealMemory=2000 State=UNKNOWN
PartitionName=cpu Nodes=n[1-2] Default=YES MaxTime=1:00:00 State=UP
"""


class CannotStart(Exception):
    """Slurm cannot run here; the text says why."""


def free_ports():
    """A port of the controller's, and two neighbouring ones of the nodes', that nobody listens on."""
    for first in range(20000 + os.getpid() % 20000, 60000, 7):
        try:
            for port in range(first, first + 3):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", port))
            return [first, first + 1, first + 2]
        except OSError:
            continue
    raise CannotStart("no free ports")


def adopt_orphans():
    """slurmd leaves its steps to init, which in some containers never asks how they ended."""
    pr_set_child_subreaper = 36
    ctypes.CDLL(None).prctl(pr_set_child_subreaper, 1, 0, 0, 0)


def reap_orphans():
    try:
        for _ in range(50):
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.1)
    except ChildProcessError:  # none is left
        pass


class SlurmCluster:
    """`with SlurmCluster() as slurm:`; `slurm.environment` is what programs of Slurm need."""

    def __enter__(self):
        missing = [name for name in PROGRAMS if not shutil.which(name, path=self.path())]
        if missing:
            raise CannotStart(f"not installed: {', '.join(missing)} (cluster/install_dependencies test)")
        if os.geteuid() != 0:
            raise CannotStart("its daemons need root")
        self.processes = []
        adopt_orphans()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="freshet-slurm-"))
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    @staticmethod
    def path():
        return os.environ.get("PATH", "") + ":/usr/sbin:/sbin"

    @property
    def environment(self):
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("SLURM_", "SBATCH_"))}
        return {**kept, "PATH": self.path(), "SLURM_CONF": str(self.folder / "slurm.conf")}

    def start(self):
        for name in ("state", "spool/n1", "spool/n2", "log", "run", "tmp/n1", "tmp/n2"):
            (self.folder / name).mkdir(parents=True)
        key = self.folder / "munge.key"
        key.write_bytes(os.urandom(128))
        key.chmod(0o600)
        host = socket.gethostname().split(".")[0]
        text = CONFIGURATION.format(folder=self.folder, host=host, ports=free_ports())
        (self.folder / "slurm.conf").write_text(text)
        run, log = self.folder / "run", self.folder / "log"
        self.daemon("munged", "--foreground", "--force", f"--key-file={key}", f"--socket={run}/munge.socket",
                    f"--pid-file={run}/munged.pid", f"--log-file={log}/munged.log", f"--seed-file={run}/munge.seed")
        self.wait_for("munge's socket", (run / "munge.socket").exists)
        self.daemon("slurmctld", "-D")
        self.wait_for("slurmctld", lambda: self.ask("scontrol", "ping").returncode == 0)
        for node in ("n1", "n2"):
            self.daemon("slurmd", "-D", "-N", node)
        self.wait_for("two idle nodes", lambda: self.ask("sinfo", "-h", "-t", "idle", "-o", "%D").stdout.strip() == "2")

    def daemon(self, name, *arguments):
        output = open(self.folder / "log" / f"{name}.{len(self.processes)}.out", "wb")
        with output:
            self.processes.append(subprocess.Popen(
                [shutil.which(name, path=self.path()), *arguments], stdin=subprocess.DEVNULL, stdout=output,
                stderr=output, env=self.environment, start_new_session=True))

    def wait_for(self, what, holds, seconds=30):
        for _ in range(seconds * 10):
            if holds():
                return
            dead = [process.args[0] for process in self.processes if process.poll() is not None]
            if dead:
                raise CannotStart(f"{', '.join(dead)} ended at once: {self.last_words()}")
            time.sleep(0.1)
        raise CannotStart(f"no {what} after {seconds} s: {self.last_words()}")

    def last_words(self):
        lines = []
        for file in sorted((self.folder / "log").glob("*")):
            lines += [f"{file.name}: {line}" for line in file.read_text(errors="replace").splitlines()
                      if "error" in line.lower()][-2:]
        return " | ".join(lines) or "no error in the logs"

    def ask(self, *command):
        return subprocess.run(command, capture_output=True, text=True, env=self.environment, timeout=30)

    def stop(self):
        """Jobs first, then the daemons, the newest first; nothing is left behind."""
        if len(self.processes) > 1:
            self.ask("scancel", "--user=root", "--signal=KILL", "--full")
            self.ask("scancel", "--user=root")
        for process in reversed(self.processes):
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for step in self.left_behind():
            os.kill(step, signal.SIGKILL)
        reap_orphans()
        shutil.rmtree(self.folder, ignore_errors=True)

    def left_behind(self):
        """slurmstepd of jobs that were cut: children of init by now, known by their environment."""
        mark = f"SLURM_CONF={self.folder}".encode()
        found = []
        for entry in pathlib.Path("/proc").iterdir():
            if not entry.name.isdigit() or int(entry.name) == os.getpid():
                continue
            try:
                if mark in (entry / "environ").read_bytes():
                    found.append(int(entry.name))
            except OSError:
                continue
        return found
