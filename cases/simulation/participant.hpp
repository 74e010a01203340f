#pragma once
#include <limits>
#include <memory>
#include <vector>

#include "post/checkpoint.hpp"

namespace freshet {

class Simulation;

/// Something that takes part in a run beside the flow itself: writes, watches, keeps, answers. It
/// lives from the making of a mesh to the end of the run, or until the cells are divided anew. All
/// functions are collective and called in the order of `participants`.
class Participant {
 public:
  virtual ~Participant() = default;

  /// The next time (s) after `time` at which a step must end, as that of a run in one go: without
  /// state, so that a restarted run meets the same times.
  virtual Real next_event(Real time) const;

  /// Once, before the first step. `goes_on`: from a checkpoint, at whose time a former run may have
  /// left results; what it wrote later is to be dropped.
  virtual void begin(bool goes_on);

  /// Whether all ranks are to look at the state after the next step, which the step itself tells
  /// them. Asked on each rank before a step; one rank is enough. Not collective.
  virtual bool wants_attention() const { return false; }

  /// How many steps, from one that has been taken, may follow before it acts again: at least 1.
  virtual int most_steps() const;

  /// After each step, or after some where a device takes several at once: see
  /// FlowSolver::times.
  virtual void act() {}
  /// What it left for the time when a device takes the next steps; before they are waited for.
  virtual void meanwhile() {}
  virtual void end() {}  ///< after the last one, not where the cells are divided anew

  /// Adds to a checkpoint what is needed to go on; takes it back before `begin`. Throws InputError
  /// where the checkpoint does not fit the case.
  virtual void save(CheckpointView& checkpoint) const;
  virtual void load(const Checkpoint& checkpoint);
};

/// Those of a run, in their order.
std::vector<std::unique_ptr<Participant>> participants(Simulation& simulation);

}  // namespace freshet
