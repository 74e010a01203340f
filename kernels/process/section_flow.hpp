#pragma once
#include "kernels/compensated_sum.hpp"
#include "kernels/flow_memory.hpp"
#include "kernels/process.hpp"

namespace freshet {

/// Counts what crosses the faces of sections: volumes since the start and discharges. Entries are
/// faces, each on the rank that owns the cell it is seen from.
struct SectionFlowOptions : ProcessOptions {
  std::vector<Index> cells, slots;  ///< of each own face
  std::vector<Real> signs;          ///< 1 where leaving the cell is to the right of the section
  Index faces_of_all = 0;           ///< on all ranks
  std::vector<Index> place;         ///< of each own face among them
};

struct CountPassing {
  const Real *flow, *signs;
  Real *volume, *carry, *passing;
  const StepClock* clock;
  Real step_share;

  FRESHET_BODY void operator()(Index face) const {
    const Real through = step_share * signs[face] * flow[face];
    add_compensated(volume[face], carry[face], clock->dt * through);
    passing[face] += through;
  }
};

/// Keeps the step's discharge; that of the first state where there was no step.
struct KeepDischarge {
  const Real *flow, *signs;
  Real *passing, *discharge;
  const StepClock* clock;

  FRESHET_BODY void operator()(Index face) const {
    discharge[face] = clock->dt > 0 ? passing[face] : signs[face] * flow[face];
    passing[face] = 0;
  }
};

template <class Space>
class SectionFlow : public Process<Space> {
 public:
  using Options = SectionFlowOptions;

  SectionFlow(const Options& options, FlowMemory<Space>& memory)
      : faces_(cells_between(0, static_cast<Index>(options.cells.size()))),
        flow_(memory.watch_faces(options.cells, options.slots)),
        signs_(on_device<Real, Space>(options.signs)) {
    const auto add = [&](const char* name, const char* unit, const char* meaning, Keeping keeping) {
      return memory.fields.add({.name = name,
                                .unit = unit,
                                .meaning = meaning,
                                .place = Place::Entry,
                                .keeping = keeping,
                                .count = options.faces_of_all,
                                .own = options.place});
    };
    volume_ = add("section_volume", "m3", "water through a face to the right", Keeping::State);
    carry_ = add("section_volume_carry", "m3", "what it lacks", Keeping::State);
    discharge_ = add("section_discharge", "m3/s", "in the newest step", Keeping::State);
    passing_ = add("section_passing", "m3/s", "in the stages so far", Keeping::Scratch);
  }

  void pass_edges(FlowMemory<Space>& memory, Real step_share) override {
    launch(
        memory.space, faces_,
        CountPassing{flow_, signs_.data(), volume_, carry_, passing_, memory.clock(), step_share});
  }

  void record(FlowMemory<Space>& memory) override {
    launch(memory.space, faces_,
           KeepDischarge{flow_, signs_.data(), passing_, discharge_, memory.clock()});
  }

 private:
  CellRange faces_;
  const Real* flow_;
  DeviceArray<Real, Space> signs_;
  Real *volume_, *carry_, *discharge_, *passing_;
};

}  // namespace freshet
