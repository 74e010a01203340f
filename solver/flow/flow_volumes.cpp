#include <algorithm>
#include <cmath>

#include "mesh/parallel/exact_sum.hpp"
#include "solver/flow/flow_solver.hpp"

namespace freshet {
namespace {

struct WaterSums {
  ExactSum in, out;
  WaterPassed total(MPI_Comm communicator) {
    in.reduce(communicator);
    out.reduce(communicator);
    return {in.total(), out.total()};
  }
};

}  // namespace

VolumeBalance FlowSolver::volumes() const {
  ExactSum now;
  WaterSums net, whole;
  const FlowState s = state();
  for (Index i = 0; i < mesh_.owned; ++i) now.add(s.depth[i] * mesh_.area[i]);

  std::vector<WaterSums> boundaries(mesh_.boundary_names.size());
  const auto edges = static_cast<std::size_t>(mesh_.boundary.size());
  std::vector<Real> net_out(edges), entered(edges);
  device_->read("volume", net_out);
  device_->read("volume_in", entered);
  for (std::size_t e = 0; e < edges; ++e) {
    WaterSums& own = boundaries[mesh_.boundary.name[e]];
    if (mesh_.inside(mesh_.boundary.name[e])) continue;  // goes on beyond the line
    (net_out[e] > 0 ? net.out : net.in).add(std::abs(net_out[e]));
    for (auto* sums : {&whole, &own}) {
      sums->in.add(entered[e]);
      sums->out.add(std::max<Real>(net_out[e] + entered[e], 0));
    }
  }

  std::map<std::string, WaterSums> processes;
  for (const auto& field : fields()) {
    if (field.water == Passed::None) continue;
    const bool in = field.water == Passed::In;
    const bool depths = field.place == Place::Cell && field.unit == "m";
    const bool listed = field.account.empty();
    for (const auto& name : field.accounts) processes[name];
    if (!listed) processes[field.account];
    if (field.place == Place::Process && mesh_.rank != 0) continue;  // the same on all ranks
    const auto water = values(field);
    for (std::size_t k = 0; k < water.size(); ++k) {
      const Real volume = depths ? water[k] * mesh_.area[k] : water[k];
      if (listed && field.account_of[k] < 0) continue;
      WaterSums& own = processes[listed ? field.accounts[field.account_of[k]] : field.account];
      for (auto* sums : {&net, &whole, &own}) (in ? sums->in : sums->out).add(volume);
    }
  }

  now.reduce(mesh_.communicator);
  const WaterPassed net_passed = net.total(mesh_.communicator);
  VolumeBalance v{now.total(), net_passed.in, net_passed.out, whole.total(mesh_.communicator), {},
                  {}};
  for (auto& sums : boundaries) v.boundaries.push_back(sums.total(mesh_.communicator));
  for (auto& [name, sums] : processes) v.processes[name] = sums.total(mesh_.communicator);
  return v;
}

}  // namespace freshet
