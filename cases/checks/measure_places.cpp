#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>

#include "cases/checks/measure.hpp"
#include "mesh/agreement.hpp"
#include "mesh/mpi.hpp"
#include "mesh/point_location.hpp"

namespace freshet {
namespace {

constexpr Real never = std::numeric_limits<Real>::infinity();
constexpr Real wet_depth = 0.01;  // m; flood marks are where water stood this high

/// The value of the cell that one rank has (others: -1), on all ranks.
Real value_of_cell(const Mesh& mesh, Index cell, const std::vector<Real>& values) {
  return mpi::sum(mesh.communicator, cell < 0 ? Real(0) : values[cell]);
}

/// A measured maximum level and ours in the nearest cell that was wet.
struct MarkedLevel {
  Real x = 0, y = 0, measured = 0;          ///< m
  Real computed = never, distance = never;  ///< m

  Real difference() const { return computed - measured; }
};

MarkedLevel find_level(const CaseRun& run, const PointLocation& where, const Real* point) {
  MarkedLevel mark{point[0], point[1], point[2]};
  const auto wet = [&](Index cell) { return run.maxima.depth[cell] > wet_depth; };
  const NearestCell nearest = nearest_over_ranks(run.mesh, where.nearest(mark.x, mark.y, wet));
  if (nearest.number < 0) return mark;
  mark.distance = nearest.distance;
  mark.computed = value_of_cell(run.mesh, nearest.cell, run.maxima.depth) +
                  value_of_cell(run.mesh, nearest.cell, run.mesh.bed);
  return mark;
}

void append_to_points(const CaseRun& run, const CheckSpec& check,
                      const std::vector<MarkedLevel>& marks) {
  const bool first = std::none_of(
      run.given.checks.begin(), run.given.checks.end(),
      [&](const CheckSpec& other) { return other.kind == check.kind && &other < &check; });
  std::ofstream file(run.out / "points.csv", first ? std::ios::trunc : std::ios::app);
  if (first) file << "check,x_m,y_m,measured_level_m,level_m,difference_m,distance_m\n";
  for (const auto& m : marks)
    file << fmt::format("\"{}\",{},{},{},{:.4f},{:.4f},{:.2f}\n", check.name, m.x, m.y, m.measured,
                        m.computed, m.difference(), m.distance);
  file.close();
  if (!file) throw EnvironmentError("cannot write " + (run.out / "points.csv").string());
}

/// First time at which the cell that holds a point is deep enough, s.
Real arrival_at(const CaseRun& run, const std::vector<Real>& point, Real depth) {
  const auto& depths = run.given.output.arrival_depths;
  const auto k = std::find(depths.begin(), depths.end(), depth) - depths.begin();
  Index cell = PointLocation(run.mesh).find(point[0], point[1]);
  if (lowest_over_ranks(run.mesh, cell) < 0) return never;
  const Real time = value_of_cell(run.mesh, cell, run.maxima.arrival.at(k));
  return time < 0 ? never : time;
}

}  // namespace

Measured measure_max_level_rmse(const CaseRun& run, const CheckSpec& check, const SayLine& say) {
  const PointLocation where(run.mesh);
  const auto& points = check.numbers.at("points");
  std::vector<MarkedLevel> marks;
  for (std::size_t i = 0; i + 2 < points.size(); i += 3)
    marks.push_back(find_level(run, where, &points[i]));
  Real sum = 0;
  for (const auto& m : marks) {
    sum += m.difference() * m.difference();
    say(
        fmt::format("{}: ({}, {}): level {:.2f} m, measured {} m, difference {:+.2f} m, nearest "
                    "wet cell {:.1f} m away",
                    check.name, m.x, m.y, m.computed, m.measured, m.difference(), m.distance));
  }
  together(run.mesh.communicator, [&] {
    if (run.mesh.rank == 0) append_to_points(run, check, marks);
  });
  return {std::sqrt(sum / static_cast<Real>(marks.size())), "m",
          std::isfinite(sum) ? "" : "no cell was ever wet"};
}

Measured measure_arrival_difference(const CaseRun& run, const CheckSpec& check,
                                    const SayLine& say) {
  const Real depth = check.numbers.at("depth")[0], expected = check.numbers.at("time")[0];
  const Real from = arrival_at(run, check.numbers.at("from"), depth);
  const Real to = arrival_at(run, check.numbers.at("to"), depth);
  say(fmt::format("{}: arrivals {:.1f} s and {:.1f} s, {:.1f} s apart, measured {} s", check.name,
                  from, to, to - from, expected));
  if (!std::isfinite(from) || !std::isfinite(to))
    return {never, "1", "the water never comes to one of the places, or it is outside the mesh"};
  return {std::abs(to - from - expected) / expected, "1"};
}

}  // namespace freshet
