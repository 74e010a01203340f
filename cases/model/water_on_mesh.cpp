#include "cases/model/water_on_mesh.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kernels/error.hpp"
#include "kernels/process/constant_loss.hpp"
#include "kernels/process/curve_number.hpp"
#include "kernels/process/evaporation.hpp"
#include "kernels/process/green_ampt.hpp"
#include "kernels/process/rain.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"
#include "mesh/query/cell_size.hpp"

namespace freshet {
namespace {

/// A property of the soil of the owned cells.
std::vector<Real> soil_of(const CellProperty& steps, const Mesh& mesh, Real fallback) {
  const auto owned = static_cast<std::size_t>(mesh.owned);
  return cell_property(
      steps,
      {std::span(mesh.centroid_x).first(owned), std::span(mesh.centroid_y).first(owned),
       std::span(mesh.zone).first(owned), mesh.zone_names},
      fallback, 0);
}

std::unique_ptr<ProcessOptions> curve_number_of(const InfiltrationSpec& spec, const Mesh& mesh,
                                                const std::vector<std::string>& rains) {
  auto options = std::make_unique<CurveNumberOptions>();
  options->rains = rains;
  for (const Real number : soil_of(spec.curve_number, mesh, 100)) {
    options->storage.push_back(0.0254 * (1000 / number - 10));
    options->initial.push_back(spec.initial_share * options->storage.back());
  }
  return options;
}

std::unique_ptr<ProcessOptions> infiltration_of(const InfiltrationSpec& spec, const Mesh& mesh,
                                                const std::vector<std::string>& rains) {
  if (spec.model == InfiltrationSpec::Model::CurveNumber) return curve_number_of(spec, mesh, rains);
  if (spec.model == InfiltrationSpec::Model::Constant) {
    auto options = std::make_unique<ConstantLossOptions>();
    options->rate = soil_of(spec.conductivity, mesh, 0);
    options->initial_loss = soil_of(spec.initial_loss, mesh, 0);
    return options;
  }
  auto options = std::make_unique<GreenAmptOptions>();
  options->conductivity = soil_of(spec.conductivity, mesh, 0);
  options->suction_head = soil_of(spec.suction_head, mesh, 0);
  options->moisture_deficit = soil_of(spec.moisture_deficit, mesh, 0);
  return options;
}

}  // namespace

std::vector<Real> share_of(const Region& region, const Mesh& mesh) {
  std::vector<Real> share;
  for (Index c = 0; c < mesh.owned; ++c)
    share.push_back(region.contains(mesh.centroid_x[c], mesh.centroid_y[c]) ? 1 : 0);
  return share;
}

std::unique_ptr<ProcessOptions> rain_on_mesh(const RainSpec& rain, const std::string& field,
                                             const Mesh& mesh) {
  auto options = std::make_unique<RainOptions>();
  options->name = rain.name;
  options->field = field;
  options->rate = rain.rate;
  together(mesh.communicator, [&] { options->share = share_of(rain.region, mesh); });
  Real filling = 0;
  for (Index c = 0; c < mesh.owned; ++c)
    filling = std::max(filling, options->share[c] * inverse_size(mesh, c) * inverse_size(mesh, c));
  options->filling = mpi::max(mesh.communicator, filling);
  if (options->filling == 0)
    throw InputError(rain.origin + ": falls on no cell of the mesh: its region holds none");
  return options;
}

void add_water_processes(std::vector<std::unique_ptr<ProcessOptions>>& processes,
                         const WaterSpec& water, const Mesh& mesh) {
  if (!water.sources.empty()) processes.push_back(sources_on_mesh(water.sources, mesh));
  std::vector<std::string> fields;
  for (const auto& rain : water.rains) {
    fields.push_back(fields.empty() ? "rain_depth"
                                    : fmt::format("rain_depth_{}", fields.size() + 1));
    processes.push_back(rain.files ? raster_rain_on_mesh(rain, fields.back(), mesh)
                                   : rain_on_mesh(rain, fields.back(), mesh));
  }
  if (water.infiltration)
    together(mesh.communicator,
             [&] { processes.push_back(infiltration_of(*water.infiltration, mesh, fields)); });
  if (water.evaporation)
    together(mesh.communicator, [&] {
      auto options = std::make_unique<EvaporationOptions>();
      options->rate = water.evaporation->rate;
      options->share = share_of(water.evaporation->region, mesh);
      processes.push_back(std::move(options));
    });
}

}  // namespace freshet
