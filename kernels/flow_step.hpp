#pragma once
#include <functional>
#include <string_view>
#include <vector>

#include "kernels/flow_device.hpp"

namespace freshet {

enum class TimeScheme { Euler, Hancock, RungeKutta2 };

/// The other ranks of a run as a step needs them; a rank alone has none.
class Partners {
 public:
  virtual ~Partners() = default;
  virtual bool any() const { return false; }
  /// Fills `received` with the halo cells' values, `values` of each cell.
  virtual void exchange(std::span<const Real> sent, std::span<Real> received, int values) {
    static_cast<void>(sent), static_cast<void>(received), static_cast<void>(values);
  }
  virtual void largest(std::span<Real> values) { static_cast<void>(values); }
  /// As largest, at the end of a step.
  virtual void end_step(std::vector<Real>& values) { largest(values); }
  virtual void sum(std::span<std::int64_t> values) { static_cast<void>(values); }
};

/// One time step as a list of named tasks, in the order in which they run.
class FlowStep {
 public:
  struct Task {
    const char* name;
    std::function<void()> run;
    double seconds = 0;  ///< spent in it so far
    bool waits = false;  ///< on other ranks
  };

  /// Both must outlive the step.
  FlowStep(FlowDevice& device, Partners& partners, TimeScheme scheme);

  /// A step that does not pass `stop` (s).
  void run(Real stop);
  /// Length (s) that it would have: the largest stable one; two equal ones before `stop` rather
  /// than a whole and a sliver.
  Real length(Real stop);

  /// Makes what follows from a state that was written, and agrees on it.
  void begin();
  /// Agrees once more, on what was recorded of that state.
  void agree();

  const std::vector<Task>& tasks() const { return tasks_; }

  /// That a step reads and writes for each cell that it works on, see FlowDevice::stage_bytes.
  std::int64_t bytes_a_cell() const;

 private:
  void add(const char* name, std::function<void()> run, bool waits = false);
  void add_length();
  void add_stage(const StageRequest& stage, bool last);
  void add_end();
  void run_tasks(std::size_t from, std::size_t to);
  void set_stop(Real stop);
  void exchange_halo();
  void agree_on_rate();

  FlowDevice& device_;
  Partners& partners_;
  std::vector<Task> tasks_;
  std::vector<StageRequest> stages_;
  std::size_t length_tasks_ = 0;  ///< how many of the first make the length
};

}  // namespace freshet
