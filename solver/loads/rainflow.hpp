#pragma once
#include <cmath>
#include <vector>

#include "kernels/types.hpp"

namespace freshet::loads {

/// A cycle of a history: `count` is 1, or 1/2 for what did not close.
struct Cycle {
  Real low = 0, high = 0, count = 0;
  Real range() const { return high - low; }
  Real mean() const { return 0.5 * (low + high); }
};

/// Rainflow counting as ASTM E1049-85 (5.4.4) has it, one value after the other: what is kept
/// between calls is the stack of reversals not yet counted.
class Rainflow {
 public:
  /// `found(cycle)` is called for each cycle that closes with this value. A reversal of `least` or
  /// less is none.
  template <class Found>
  void push(Real value, Real least, Found&& found) {
    if (stack_.empty()) {
      stack_.push_back(value);
      return;
    }
    if (stack_.size() == 1) {
      if (std::abs(value - stack_[0]) > least) stack_.push_back(value);
      return;
    }
    Real& last = stack_.back();
    const bool rising = last > stack_[stack_.size() - 2];
    if (rising ? value >= last : value <= last) {
      last = value;  // the same reversal goes on
      return;
    }
    if (std::abs(value - last) <= least) return;
    count_closed(found);
    stack_.push_back(value);
  }

  /// Counts what remains: closed cycles of the last reversal, then half cycles.
  template <class Found>
  void finish(Found&& found) {
    count_closed(found);
    for (std::size_t i = 0; i + 1 < stack_.size(); ++i) found(cycle(stack_[i], stack_[i + 1], 0.5));
    stack_.clear();
  }

  const std::vector<Real>& stack() const { return stack_; }
  void set_stack(std::vector<Real> stack) { stack_ = std::move(stack); }

 private:
  static Cycle cycle(Real a, Real b, Real count) {
    return {std::fmin(a, b), std::fmax(a, b), count};
  }

  /// The last entry is a reversal now: the ranges that it closes.
  template <class Found>
  void count_closed(Found&& found) {
    while (stack_.size() >= 3) {
      const std::size_t n = stack_.size();
      const Real x = std::abs(stack_[n - 1] - stack_[n - 2]);
      const Real y = std::abs(stack_[n - 2] - stack_[n - 3]);
      if (x < y) return;
      if (n == 3) {  // y holds the start of the history: half a cycle
        found(cycle(stack_[0], stack_[1], 0.5));
        stack_.erase(stack_.begin());
      } else {
        found(cycle(stack_[n - 3], stack_[n - 2], 1));
        stack_.erase(stack_.end() - 3, stack_.end() - 1);
      }
    }
  }

  std::vector<Real> stack_;
};

}  // namespace freshet::loads
