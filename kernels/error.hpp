#pragma once
#include <sstream>
#include <stdexcept>
#include <string>

namespace freshet {

/// Base of all errors that end the program; `exit_code` is what `main` returns.
class Error : public std::runtime_error {
 public:
  Error(const std::string& text, int exit_code) : std::runtime_error(text), exit_code_(exit_code) {}
  int exit_code() const { return exit_code_; }

 private:
  int exit_code_;
};

/// What the user gave is wrong: names file, line or key, and the value.
struct InputError : Error {
  explicit InputError(const std::string& text) : Error(text, 2) {}
};

/// The simulation cannot go on: NaN, lost mass, no convergence.
struct SimulationError : Error {
  explicit SimulationError(const std::string& text) : Error(text, 3) {}
};

/// The machine failed us: no such device, disk full, a library's error.
struct EnvironmentError : Error {
  explicit EnvironmentError(const std::string& text) : Error(text, 4) {}
};

/// Throws InputError "what: value" unless `condition` holds.
template <class Value>
void require(bool condition, const std::string& what, const Value& value) {
  if (condition) return;
  std::ostringstream text;
  text << what << ": " << value;
  throw InputError(text.str());
}

}  // namespace freshet
