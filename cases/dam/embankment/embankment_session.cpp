#include "cases/dam/embankment/embankment_session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"
#include "post/csv_table.hpp"
#include "post/text_file.hpp"
#include "solver/dam/seepage/seepage_measures.hpp"

namespace freshet {
namespace {

constexpr Real kNoValue = std::numeric_limits<Real>::infinity();

/// Which soil each zone of the mesh has; every zone has one, and none is of another mesh.
std::vector<int> soils_of_zones(const dam::SectionMesh& mesh, const std::vector<dam::Soil>& soils) {
  std::vector<int> result(mesh.zone_names.size(), -1);
  std::string all;
  for (const auto& name : mesh.zone_names) all += " \"" + name + "\"";
  for (std::size_t s = 0; s < soils.size(); ++s) {
    const auto zone = std::find(mesh.zone_names.begin(), mesh.zone_names.end(), soils[s].zone);
    require(zone != mesh.zone_names.end(), "dam.soil: the mesh has no such zone, but" + all,
            "\"" + soils[s].zone + "\"");
    result[zone - mesh.zone_names.begin()] = static_cast<int>(s);
  }
  for (std::size_t z = 0; z < result.size(); ++z)
    require(result[z] >= 0, "dam.soil: a zone of the mesh without soil",
            "\"" + mesh.zone_names[z] + "\"");
  return result;
}

Real level_of(const std::optional<dam::Water>& water, Real time, Real step) {
  if (!water) return -std::numeric_limits<Real>::infinity();
  return step > 0 ? water->level.mean(time - step, time) : water->level(time);
}

}  // namespace

EmbankmentSession::EmbankmentSession(const dam::Spec& spec, const DamRunOptions& options,
                                     int refinements, bool append)
    : spec_(spec),
      options_(options),
      mesh_(dam::read_section(MPI_COMM_WORLD, spec.mesh, refinements, options.out / "mesh")),
      soil_of_zone_(soils_of_zones(mesh_, spec.embankment->soils)),
      columns_(std::make_unique<dam::SectionColumns>(mesh_)),
      worst_(spec.embankment->slopes.size()),
      history_(mesh_.communicator, options.out / "dam" / "history.csv", append) {
  check_faces();
  check_slopes();
  space_ = std::make_unique<dam::PressureSpace>(mesh_);
  if (spec.analysis.kind == dam::Analysis::Seepage)
    flow_ = std::make_unique<dam::RichardsSolver>(*space_, spec_, soil_of_zone_);
  for (const auto& slope : spec.embankment->slopes)
    slopes_.emplace_back(spec_, slope, *columns_, mesh_, soil_of_zone_);
  say(fmt::format("dam: {} cells, {} unknowns, {} ranks, results in {}", mesh_.cells_global,
                  flow_ ? space_->total() : 0, mesh_.ranks, (options.out / "dam").string()));
}

/// Faces are boundaries of the mesh, and no level stands above the ground they are on.
void EmbankmentSession::check_faces() const {
  const std::pair<const std::optional<dam::Water>&, std::string> waters[] = {
      {spec_.headwater, "dam.headwater"}, {spec_.tailwater, "dam.tailwater"}};
  for (const auto& [water, key] : waters) {
    if (!water) continue;
    Real top = -HUGE_VAL;
    for (const auto& face : water->face) {
      require(std::find(mesh_.boundary_names.begin(), mesh_.boundary_names.end(), face) !=
                  mesh_.boundary_names.end(),
              key + ".face: the mesh has no such boundary", "\"" + face + "\"");
      for (const PetscInt edge : mesh_.edges_of(face))
        for (const PetscInt v : mesh_.ends(edge)) top = std::max(top, mesh_.place_of(v)[1]);
    }
    top = mpi::max(mesh_.communicator, top);
    const auto& levels = water->level.y();
    const Real highest = *std::max_element(levels.begin(), levels.end());
    require(water->above_crest || highest <= top + 1e-9 * (1 + std::abs(top)),
            key + ".level: above the top of the face at " + fmt::format("{} m", top) +
                " (above_crest = true where that is meant)",
            highest);
  }
}

/// Circles enter and leave through the ground, and there is none beyond the mesh.
void EmbankmentSession::check_slopes() const {
  const Real slack = 1e-9 * (columns_->right() - columns_->left());
  for (const auto& slope : spec_.embankment->slopes) {
    if (slope.circle) continue;
    const std::pair<dam::Span, const char*> ranges[] = {{slope.entry, "entry"},
                                                        {slope.exit, "exit"}};
    for (const auto& [range, key] : ranges)
      for (const Real x : {range.from, range.to})
        require(x >= columns_->left() - slack && x <= columns_->right() + slack,
                fmt::format("dam.slope.{}.{}: outside the section, which is from {} to {} m",
                            slope.name, key, columns_->left(), columns_->right()),
                x);
  }
}

dam::WaterLoads EmbankmentSession::loads(Real time, Real step) const {
  const Real mean = spec_.analysis.mean_levels ? step : 0;
  dam::WaterLoads now{level_of(spec_.headwater, time, mean), level_of(spec_.tailwater, time, mean),
                      0};
  const auto& rain = spec_.embankment->seepage.rain;
  if (!rain.empty()) now.rain = step > 0 ? rain.mean(time - step, time) : rain(time);
  return now;
}

void EmbankmentSession::measure_flow(std::map<std::string, Real>& found,
                                     const dam::WaterLoads& loads) {
  const auto& asked = *spec_.embankment;
  const auto flows = flow_->flows();
  std::vector<Real> local;
  space_->to_local(local, flow_->psi());
  if (spec_.headwater) found["headwater_inflow"] = flows.headwater_in;
  if (spec_.tailwater) found["tailwater_outflow"] = flows.tailwater_out;
  if (!asked.seepage.seepage_faces.empty()) found["seepage_outflow"] = flows.seepage_out;
  if (!asked.seepage.rain.empty()) found["rain"] = loads.rain;
  for (const auto& line : asked.lines)
    found[line.name + "_discharge"] = line_discharge(flow_->equation(), line, local);
  std::vector<dam::SectionColumns::Piece> pieces;
  const Real weight = (spec_.headwater ? spec_.headwater->density : 1000) * spec_.gravity;
  for (const auto& point : spec_.output.points) {
    columns_->cut(pieces, point.x);
    const Real psi = dam::pressure_at(pieces, point.y);
    require(std::isfinite(psi), "dam.point: lies outside the section, \"" + point.name + "\", x",
            point.x);
    found[point.name + "_pressure_head"] = psi;
    found[point.name + "_pore_pressure"] = weight * std::max(psi, Real(0));
  }
  for (const auto& mark : asked.marks) {
    columns_->cut(pieces, mark.x);
    const Real height = dam::phreatic_height(pieces);
    found[mark.name + "_phreatic"] = std::isfinite(height) ? height : kNoValue;
  }
  if (!asked.seepage.exits.empty()) {
    const auto exit = exit_gradient(flow_->equation(), asked.seepage.exits, local);
    // Wet, and water leaves, yet no cell there lets any out: not known, and not 0.
    const bool unknown =
        exit.wet && !(exit.largest > 0) && std::max(flows.seepage_out, flows.tailwater_out) > 0;
    if (unknown && !said_no_gradient_)
      say(
          fmt::format("warning: dam.seepage.exit: water leaves the section, but no gradient out of "
                      "it is found there; a finer mesh may show it"));
    said_no_gradient_ = said_no_gradient_ || unknown;
    found["exit_gradient"] = unknown ? std::numeric_limits<Real>::quiet_NaN() : exit.largest;
    found["piping_factor"] = exit.least_factor;
  }
  found["water_stored"] = flow_->balance().now;
}

void EmbankmentSession::measure_slopes(std::map<std::string, Real>& found,
                                       const dam::WaterLoads& loads) {
  for (std::size_t i = 0; i < slopes_.size(); ++i) {
    auto& slope = slopes_[i];
    slope.set_water({loads.headwater, loads.tailwater});
    const auto slide = find_critical_slide(slope, mesh_.communicator);
    const std::string& name = slope.spec().name;
    const bool circle = slide.found() && slide.surface.is_circle();
    found[name + "_factor"] = slide.found() ? slide.factor : kNoValue;
    found[name + "_lambda"] = slide.found() ? slide.lambda : kNoValue;
    found[name + "_entry_x"] = slide.found() ? slope.turned(slide.surface.from) : kNoValue;
    found[name + "_exit_x"] = slide.found() ? slope.turned(slide.surface.to) : kNoValue;
    found[name + "_centre_x"] = circle ? slope.turned(slide.surface.circle[0]) : kNoValue;
    found[name + "_centre_y"] = circle ? slide.surface.circle[1] : kNoValue;
    found[name + "_radius"] = circle ? slide.surface.circle[2] : kNoValue;
    if (slide.found() && slide.factor < worst_[i].factor) worst_[i] = slide;
    warn_of(i, slide);
  }
}

/// Once of each kind and slope.
void EmbankmentSession::warn_of(std::size_t slope, const dam::CriticalSlide& slide) {
  const std::string key = "dam.slope." + slopes_[slope].spec().name;
  const auto warn = [&](const std::string& what) {
    if (warned_.insert(what).second) say("warning: " + what);
  };
  if (!slide.found())
    warn(key + ": no admissible slip surface at some time, its factor is infinite there");
  if (slide.entry_at_end) warn(key + ".entry: the critical circle is at its end; widen it");
  if (slide.exit_at_end) warn(key + ".exit: the critical circle is at its end; widen it");
}

/// Every slope had a slide at some time of the whole history.
void EmbankmentSession::require_slides() const {
  for (const auto& slope : spec_.embankment->slopes) {
    const auto least = history_.extremes().find(slope.name + "_factor_min");
    if (least == history_.extremes().end() || std::isfinite(least->second)) continue;
    throw InputError("dam.slope." + slope.name +
                     ": no admissible slip surface at any time: entry, exit and least_depth leave "
                     "none within the section");
  }
}

void EmbankmentSession::write_row(Real time, const dam::WaterLoads& loads) {
  std::map<std::string, Real> found;
  if (spec_.headwater) found["headwater_level"] = loads.headwater;
  if (spec_.tailwater) found["tailwater_level"] = loads.tailwater;
  if (flow_) {
    columns_->set_pressure(space_->gather(flow_->psi()));
    measure_flow(found, loads);
  }
  measure_slopes(found, loads);
  history_.write(time, found);
}

void EmbankmentSession::write_fields(Real time) {
  if (!writer_) {
    const auto& topology = columns_->topology();
    writer_ = std::make_unique<DamWriter>(
        mesh_.communicator, options_.out / "dam",
        PlaneMeshView{topology.points, topology.corners, topology.first, topology.zone});
  }
  if (!flow_) return writer_->write(time, {});
  const auto psi = space_->gather(flow_->psi());
  std::vector<PetscInt> vertices;
  for (const PetscInt v : space_->owned_vertices()) vertices.push_back(v + mesh_.vertices.begin);
  const auto others =
      gather_vertices(mesh_, vertices, flow_->equation().vertex_fields(flow_->psi()), 3);
  const Real weight = (spec_.headwater ? spec_.headwater->density : 1000) * spec_.gravity;
  std::vector<Real> pressure, head, saturation, discharge;
  for (std::size_t v = 0; v < psi.size(); ++v) {
    pressure.push_back(weight * psi[v]);
    head.push_back(psi[v] + columns_->topology().points[2 * v + 1]);
    saturation.push_back(others[3 * v]);
    discharge.insert(discharge.end(), {others[3 * v + 1], others[3 * v + 2]});
  }
  writer_->write(time, {{"pressure_head", "m", 1, psi},
                        {"pore_pressure", "Pa", 1, pressure},
                        {"total_head", "m", 1, head},
                        {"saturation", "1", 1, saturation},
                        {"discharge", "m/s", 2, discharge}});
}

void EmbankmentSession::write_slides() const {
  together(mesh_.communicator, [&] {
    for (std::size_t i = 0; i < slopes_.size() && mesh_.rank == 0; ++i) {
      const auto& slide = worst_[i];
      if (!slide.found()) continue;
      constexpr int kPoints = 60;
      std::string text = "x_m,y_m\n";
      for (int k = 0; k <= kPoints; ++k) {
        const auto& s = slide.surface;
        const Real x = s.from + (s.to - s.from) * k / kPoints;
        text += fmt::format("{},{}\n", slopes_[i].turned(x), s.height(x));
      }
      write_text_atomically(options_.out / "dam" / ("slip_" + slopes_[i].spec().name + ".csv"),
                            text);
    }
  });
}

}  // namespace freshet
