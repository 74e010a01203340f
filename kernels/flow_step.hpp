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
  /// Begins to fill `received` with the halo cells' values, `values` of each cell.
  virtual void exchange(std::span<const Real> sent, std::span<Real> received, int values) {
    static_cast<void>(sent), static_cast<void>(received), static_cast<void>(values);
  }
  virtual void wait_for_exchange() {}
  virtual void largest(std::span<Real> values) { static_cast<void>(values); }
  /// As largest, at the end of a step: begins to, and ends to in the same values.
  virtual void end_step(std::span<const Real> values) { static_cast<void>(values); }
  virtual void wait_for_end(std::span<Real> values) { static_cast<void>(values); }
  virtual void sum(std::span<std::int64_t> values) { static_cast<void>(values); }
};

/// One time step as a list of named tasks, in the order in which they run. With other ranks the
/// border is done first, and its values travel while the inside is done; what ranks agree on for
/// the next step travels together with them. So a device is waited for twice a step at most (and
/// twice more where boundaries impose something), and the largest of all ranks is known before the
/// next step asks for it: no step runs on an older one.
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

  /// Steps that do not pass `stop` (s): one, or as many as the device takes at once up to `most`
  /// where there are no other ranks.
  void run(Real stop, int most = 1) {
    run(stop, most, [] {});
  }
  /// `meanwhile` is what the host does, once, when it has launched them and before it waits.
  void run(Real stop, int most, const std::function<void()>& meanwhile);
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
  void add_rate();
  void add_end();
  void run_tasks(std::size_t from, std::size_t to);
  void fetch_agreement();
  void begin_to_agree();
  void exchange_halo();
  void end_to_agree();

  FlowDevice& device_;
  Partners& partners_;
  std::vector<Task> tasks_;
  std::vector<StageRequest> stages_;
  // Of what ranks agree on in a step: whether it is on its way to the host, and to other ranks.
  bool fetching_ = false, agreeing_ = false;
  std::function<void()> meanwhile_;
  std::size_t length_tasks_ = 0;  ///< how many of the first make the length
};

}  // namespace freshet
