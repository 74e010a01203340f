#pragma once

namespace freshet {

/// While it lives, SIGTERM, SIGINT, SIGUSR1 and SIGXCPU are noted instead of ending the program, so
/// that a run can write a checkpoint first.
class SignalGuard {
 public:
  SignalGuard();
  ~SignalGuard();
  SignalGuard(const SignalGuard&) = delete;
  SignalGuard& operator=(const SignalGuard&) = delete;

  int pending() const;  ///< number of the last signal, 0: none
};

}  // namespace freshet
