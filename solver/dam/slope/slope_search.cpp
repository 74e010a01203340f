#include "solver/dam/slope/slope_search.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/error.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet::dam {
namespace {

constexpr Real kLeastSag = 0.02, kLargestSag = 0.5;
constexpr int kStarts = 5, kRounds = 12;
constexpr Real kApart = 1.999;  // steps of the grid between two starts, at least
constexpr Real kShrink = 0.6;
constexpr int kLines = 12;  // of a surface that is no circle

/// Place of entry, place of exit, sag.
using Shape = std::array<Real, 3>;

struct Tried {
  Shape shape{};
  Real factor = SlopeAnswer::kNone;
};

class Search {
 public:
  Search(const SlopeModel& model, MPI_Comm communicator)
      : model_(model), communicator_(communicator) {
    const auto& spec = model.spec();
    const auto range = [&](const Span& span, int axis) {
      const Real a = model.turned(span.from), b = model.turned(span.to);
      low_[axis] = std::min(a, b);
      high_[axis] = std::max(a, b);
    };
    range(spec.entry, 0);
    range(spec.exit, 1);
    low_[2] = kLeastSag;
    high_[2] = kLargestSag;
  }

  CriticalSlide run() {
    const int n = model_.spec().divisions;
    std::vector<Shape> shapes;
    for (int i = 0; i <= n; ++i)
      for (int j = 0; j <= n; ++j)
        for (int k = 0; k <= n; ++k) shapes.push_back({at(0, i, n), at(1, j, n), at(2, k, n)});
    auto tried = try_all(shapes);
    std::stable_sort(tried.begin(), tried.end(),
                     [](const Tried& a, const Tried& b) { return a.factor < b.factor; });
    Tried best;
    for (const Tried& start : starts(tried)) {
      const Tried refined = refine(start);
      if (refined.factor < best.factor) best = refined;
    }
    CriticalSlide slide;
    if (!(best.factor < SlopeAnswer::kNone)) return slide;
    slide.surface = *surface_of(best.shape);
    slide.entry_at_end = at_end(best.shape, 0);
    slide.exit_at_end = at_end(best.shape, 1);
    const SlopeAnswer answer = model_.solve(slide.surface);
    slide.factor = answer.factor;
    slide.lambda = answer.lambda;
    if (model_.spec().noncircular) leave_the_circle(slide);
    return slide;
  }

 private:
  Real at(int axis, int i, int n) const { return low_[axis] + (high_[axis] - low_[axis]) * i / n; }

  /// The best of the grid, none a neighbour of a better one: several valleys, not one thrice.
  std::vector<Tried> starts(const std::vector<Tried>& sorted) const {
    std::vector<Tried> chosen;
    for (const Tried& one : sorted) {
      if (static_cast<int>(chosen.size()) == kStarts || !(one.factor < SlopeAnswer::kNone)) break;
      const bool apart = std::all_of(chosen.begin(), chosen.end(), [&](const Tried& other) {
        Real most = 0;
        for (int axis = 0; axis < 3; ++axis)
          most = std::max(
              most, std::abs(one.shape[axis] - other.shape[axis]) / (high_[axis] - low_[axis]));
        return most * model_.spec().divisions > kApart;
      });
      if (apart) chosen.push_back(one);
    }
    return chosen;
  }

  /// At an end of its range, and the ground goes on there.
  bool at_end(const Shape& shape, int axis) const {
    const Real near = 1e-3 * (high_[axis] - low_[axis]), beyond = 10 * near;
    return (shape[axis] < low_[axis] + near && model_.is_ground(low_[axis] - beyond)) ||
           (shape[axis] > high_[axis] - near && model_.is_ground(high_[axis] + beyond));
  }

  std::optional<SlipSurface> surface_of(const Shape& shape) const {
    return circle_through({shape[0], model_.ground_at(shape[0])},
                          {shape[1], model_.ground_at(shape[1])}, shape[2]);
  }

  std::vector<Tried> try_all(const std::vector<Shape>& shapes) const {
    const int rank = mpi::rank_of(communicator_), ranks = mpi::size_of(communicator_);
    std::vector<Real> factors(shapes.size(), SlopeAnswer::kNone);
    for (std::size_t i = rank; i < shapes.size(); i += ranks) {
      const auto surface = surface_of(shapes[i]);
      if (surface) factors[i] = model_.solve(*surface).factor;
    }
    mpi::all_reduce(communicator_, factors, MPI_MIN);
    std::vector<Tried> tried;
    for (std::size_t i = 0; i < shapes.size(); ++i) tried.push_back({shapes[i], factors[i]});
    return tried;
  }

  Tried refine(Tried best) const {
    const int n = model_.spec().divisions;
    Real share = 1.0 / n;
    for (int round = 0; round < kRounds; ++round, share *= kShrink) {
      std::vector<Shape> shapes;
      for (int i = -1; i <= 1; ++i)
        for (int j = -1; j <= 1; ++j)
          for (int k = -1; k <= 1; ++k) {
            Shape shape = best.shape;
            const std::array<int, 3> move{i, j, k};
            for (int axis = 0; axis < 3; ++axis)
              shape[axis] =
                  std::clamp(shape[axis] + move[axis] * share * (high_[axis] - low_[axis]),
                             low_[axis], high_[axis]);
            shapes.push_back(shape);
          }
      for (const Tried& one : try_all(shapes))
        if (one.factor < best.factor) best = one;
    }
    return best;
  }

  /// No corner of the surface may point into the slide.
  static bool is_convex(const std::vector<std::array<Real, 2>>& p) {
    for (std::size_t i = 1; i + 1 < p.size(); ++i) {
      const Real before = (p[i][1] - p[i - 1][1]) / (p[i][0] - p[i - 1][0]);
      const Real after = (p[i + 1][1] - p[i][1]) / (p[i + 1][0] - p[i][0]);
      if (after < before - 1e-9) return false;
    }
    return true;
  }

  void leave_the_circle(CriticalSlide& slide) const {
    SlipSurface surface;
    surface.from = slide.surface.from;
    surface.to = slide.surface.to;
    const Real width = surface.to - surface.from;
    for (int i = 0; i <= kLines; ++i) {
      const Real x = surface.from + width * i / kLines;
      const bool end = i == 0 || i == kLines;
      surface.points.push_back({x, end ? model_.ground_at(x) : slide.surface.height(x)});
    }
    SlopeAnswer best = model_.solve(surface);
    for (Real move = 0.05 * width; move > 5e-4 * width; move *= 0.5)
      for (bool better = true; better;) {
        better = false;
        for (std::size_t i = 1; i + 1 < surface.points.size(); ++i)
          for (const Real sign : {-1.0, 1.0}) {
            SlipSurface other = surface;
            other.points[i][1] += sign * move;
            if (!is_convex(other.points)) continue;
            SlopeAnswer answer = model_.solve(other);
            if (!(answer.factor < best.factor * (1 - 1e-6))) continue;
            surface = other;
            best = answer;
            better = true;
          }
      }
    if (!(best.factor < slide.factor)) return;
    slide.surface = surface;
    slide.factor = best.factor;
    slide.lambda = best.lambda;
  }

  const SlopeModel& model_;
  MPI_Comm communicator_;
  std::array<Real, 3> low_{}, high_{};
};

}  // namespace

CriticalSlide find_critical_slide(const SlopeModel& model, MPI_Comm communicator) {
  const auto& spec = model.spec();
  if (!spec.circle) return Search(model, communicator).run();
  CriticalSlide slide;
  const auto surface =
      model.cut_circle({model.turned((*spec.circle)[0]), (*spec.circle)[1], (*spec.circle)[2]});
  require(surface.has_value(),
          "dam.slope.circle: cuts nothing off the ground, \"" + spec.name + "\", radius in m",
          (*spec.circle)[2]);
  slide.surface = *surface;
  const SlopeAnswer answer = model.solve(*surface);
  slide.factor = answer.factor;
  slide.lambda = answer.lambda;
  return slide;
}

}  // namespace freshet::dam
