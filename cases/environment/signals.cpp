#include "cases/environment/signals.hpp"

#include <csignal>

namespace freshet {
namespace {

volatile std::sig_atomic_t noted = 0;
constexpr int watched[] = {SIGTERM, SIGINT, SIGUSR1, SIGXCPU};

void note(int number) { noted = number; }

}  // namespace

SignalGuard::SignalGuard() {
  noted = 0;
  struct sigaction action {};
  action.sa_handler = note;
  action.sa_flags = SA_RESTART;
  for (const int number : watched) sigaction(number, &action, nullptr);
}

SignalGuard::~SignalGuard() {
  for (const int number : watched) std::signal(number, SIG_DFL);
}

int SignalGuard::pending() const { return noted; }

}  // namespace freshet
