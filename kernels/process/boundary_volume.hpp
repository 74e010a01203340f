#pragma once
#include "kernels/compensated_sum.hpp"
#include "kernels/flow_memory.hpp"
#include "kernels/process.hpp"

namespace freshet {

/// Sums the water (m3) that passes each boundary edge from the start of the run, as compensated
/// sums with what they still lack: out less in, and what came in alone.
struct BoundaryVolumeOptions : ProcessOptions {};

struct SumPassed {
  BoundaryFluxes<const Real> flux;
  const Real* length;  ///< m
  Real *net_out, *net_out_carry, *in, *in_carry;
  const StepClock* clock;
  Real step_share;

  FRESHET_BODY void operator()(Index edge) const {
    const Real passed = step_share * clock->dt * length[edge] * flux.mass[edge];
    add_compensated(net_out[edge], net_out_carry[edge], passed);
    add_compensated(in[edge], in_carry[edge], larger(-passed, 0));
  }
};

template <class Space>
class BoundaryVolume : public Process<Space> {
 public:
  using Options = BoundaryVolumeOptions;

  BoundaryVolume(const Options&, FlowMemory<Space>& memory)
      : net_out_(add(memory, "volume", "water that went out less what came in")),
        net_out_carry_(add(memory, "volume_carry", "what volume lacks")),
        in_(add(memory, "volume_in", "water that came in")),
        in_carry_(add(memory, "volume_in_carry", "what volume_in lacks")) {}

  void pass_edges(FlowMemory<Space>& memory, Real step_share) override {
    launch(memory.space, cells_between(0, memory.edges),
           SumPassed{memory.read_fluxes(), memory.edge_length(), net_out_, net_out_carry_, in_,
                     in_carry_, memory.clock(), step_share});
  }

 private:
  static Real* add(FlowMemory<Space>& memory, const char* name, const char* meaning) {
    return memory.fields.add({name, "m3", meaning, Place::Edge, Keeping::State});
  }
  Real *net_out_, *net_out_carry_, *in_, *in_carry_;
};

}  // namespace freshet
